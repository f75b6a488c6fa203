import type { Direction, Timestamp } from './origin.ts';

/**
 * A segment as `tcp` saw it, for whoever looks at packets and not at what they carried. Numbers are relative:
 * 0 is the SYN, 1 the first byte of the direction (of what was captured, where it was joined in the middle).
 */
export interface SeenSegment {
  readonly connection: number;
  readonly direction: Direction;
  readonly at: Timestamp;
  /** Control bits, RFC 9293, section 3.1. */
  readonly flags: number;
  readonly sequence: number;
  /** Null where it acknowledges nothing. */
  readonly acknowledgment: number | null;
  /** As sent, before scaling. */
  readonly window: number;
  /** Payload as captured: a view, valid only during the call that hands it on. */
  readonly bytes: Uint8Array;
  /** Payload bytes that the snap length cut off the end. */
  readonly missing: number;
  /** Bytes of it that had come before. */
  readonly sentAgain: number;
  /** A SYN or FIN that had come before. */
  readonly repeated: boolean;
  /** It has bytes that others, captured before it, come after. */
  readonly outOfOrder: boolean;
  /** Bytes before it that were not seen by then; they may come late. */
  readonly ahead: number;
  readonly keepAlive: boolean;
  /** The connection was over by then. */
  readonly late: boolean;
  /** Another interface saw the same packet before; it was counted then. */
  readonly copy: boolean;
}
