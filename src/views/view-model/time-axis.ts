import { padText } from './fit-text.ts';
import { formatDuration } from './format-duration.ts';

/** Marks at round times over `length` milliseconds, as many as there is room for in `width` columns. */
export function timeAxis(length: number, width: number): string {
  const tick = ROUND_TIMES.find((ms) => (ms / length) * width >= LEAST_BETWEEN_TICKS);
  if (tick === undefined) return padText('0', width);
  let axis = '';
  for (let at = 0; at < length; at += tick) {
    const label = at === 0 ? '0' : formatDuration(at).replace('.0 ', ' ');
    const column = Math.floor((at / length) * width);
    if (column + label.length <= width) axis = padText(axis, column) + label;
  }
  return padText(axis, width);
}

/** Milliseconds; steps of a time axis that a person can count in. */
const ROUND_TIMES = [1, 2, 5]
  .flatMap((digit) => [0, 1, 2, 3, 4, 5, 6].map((power) => digit * 10 ** power))
  .concat(30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 10_800_000, 36_000_000)
  .toSorted((one, other) => one - other);

const LEAST_BETWEEN_TICKS = 11;
