/**
 * Capture time: microseconds since the Unix epoch, in UTC. A double holds it exactly to a quarter of a
 * microsecond until the year 2112, which is why nanosecond captures keep two fractional bits and no more.
 */
export type Timestamp = number;

/** Side `a` is the one that sent the SYN, or else the one that was seen first. It is not a role. */
export type Direction = 'a-to-b' | 'b-to-a';

/** Where bytes come from: which way they went, and when they were captured. */
export interface Origin {
  readonly direction: Direction;
  readonly at: Timestamp;
}

export function opposite(direction: Direction): Direction {
  return direction === 'a-to-b' ? 'b-to-a' : 'a-to-b';
}
