/**
 * Sequence numbers count bytes modulo 2^32 (RFC 9293, section 3.4). They are kept as unsigned numbers.
 */

/** How far `to` is after `from`: negative where it is before. Right while they are less than 2^31 apart. */
export function distance(from: number, to: number): number {
  return (to - from) | 0;
}

export function advance(sequence: number, bytes: number): number {
  return (sequence + bytes) >>> 0;
}
