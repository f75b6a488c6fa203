import { type FrameHeader, flags } from './frame-header.ts';

/** Bytes of content in a DATA frame, whose pad length is its first byte where it has one (RFC 9113, section 6.1). */
export interface DataParts {
  readonly content: number;
  readonly padding: number;
}

export function isPadded(header: FrameHeader): boolean {
  return (header.flags & flags.padded) !== 0;
}

/** `padLength` is null for a frame without padding; the result is null where the padding does not fit. */
export function dataParts({ length }: FrameHeader, padLength: number | null): DataParts | null {
  if (padLength === null) return { content: length, padding: 0 };
  return padLength < length ? { content: length - 1 - padLength, padding: padLength } : null;
}
