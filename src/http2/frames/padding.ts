import { flags } from './frame-header.ts';

/** The payload without its pad length and padding (RFC 9113, section 6.1); null where they do not fit in it. */
export function withoutPadding(payload: Uint8Array, frameFlags: number): Uint8Array | null {
  if ((frameFlags & flags.padded) === 0) return payload;
  const padding = payload[0];
  return padding === undefined || padding >= payload.length
    ? null
    : payload.subarray(1, payload.length - padding);
}
