import type { Timestamp } from '../layer/origin.ts';

/** A time in which none of a body, or of one direction of a hijacked connection, came. */
export interface Pause {
  /** When it began: with the byte before, or with the head. */
  readonly at: Timestamp;
  readonly ms: number;
  /** Bytes that had come by then, of those that the capture has. */
  readonly afterBytes: number;
}
