import type { Symbols } from './symbols.ts';

/** A bar of `share` (0 to 1) of `width` columns, in eighths of a column; never empty for what is not 0. */
export function bar(share: number, width: number, symbols: Symbols): string {
  const steps = symbols.blocks.length - 1;
  const bounded = Math.min(1, Math.max(0, share));
  const filled = Math.max(bounded > 0 ? 1 : 0, Math.round(bounded * width * steps));
  const whole = Math.floor(filled / steps);
  const part = filled % steps;
  return symbols.blocks[steps]!.repeat(whole) + (part > 0 ? symbols.blocks[part]! : '');
}

/**
 * A stretch from `start` to `end` (both 0 to 1) on a time line of `width` columns. One that is too short to
 * see is a thin mark.
 */
export function stretch(start: number, end: number, width: number, symbols: Symbols): string {
  const length = Math.round(end * width) - Math.round(start * width);
  const first = Math.min(width - 1, Math.max(0, Math.round(start * width)));
  if (length <= 0) return ' '.repeat(Math.max(0, first)) + symbols.blocks[1]!;
  const last = Math.min(width, first + length);
  return ' '.repeat(first) + symbols.blocks.at(-1)!.repeat(last - first);
}

/**
 * A stretch as in `stretch`, broken where nothing moved: a column is `still` where all of it lies in one of
 * `rests` (0 to 1). `first` is the column that it begins in.
 */
export function brokenStretch(
  { start, end, rests }: BrokenStretch,
  width: number,
): { readonly first: number; readonly columns: readonly ('moves' | 'still')[] } {
  const first = Math.min(width - 1, Math.max(0, Math.round(start * width)));
  const last = Math.min(width, Math.max(first + 1, Math.round(end * width)));
  const columns = Array.from({ length: last - first }, (_, index) => {
    // What rounding adds at the ends belongs to what is there.
    const from = Math.min(end, Math.max(start, (first + index) / width));
    const to = Math.max(from, Math.min(end, (first + index + 1) / width));
    const still = rests.some((rest) => rest.start - ROUNDING <= from && rest.end + ROUNDING >= to);
    return still ? 'still' : 'moves';
  });
  return { first, columns };
}

/** Shares are quotients of times. */
const ROUNDING = 1e-9;

/** Shares of the whole time line. */
export interface BrokenStretch {
  readonly start: number;
  readonly end: number;
  readonly rests: readonly { readonly start: number; readonly end: number }[];
}
