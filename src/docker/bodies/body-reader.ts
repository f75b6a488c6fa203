import type { Timestamp } from '../../layer/origin.ts';

/**
 * Reads one message body of Docker's as it streams by: bytes (after transfer coding) and their time in,
 * facts kept for whoever asks. A reader keeps what it learnt from a body, never the body; whatever the
 * bytes are, it neither throws nor hangs, and after a gap it goes on at the next place that it can be sure
 * of. What it found wrong is in `issues`.
 */
export interface BodyReader {
  /** `frameStart` as in `BodyData`: HTTP/2 alone says it. */
  push(bytes: Uint8Array, at: Timestamp, frameStart?: boolean): void;
  gap(missing: number, at: Timestamp): void;
  /** `complete` is false where the body was cut off. */
  end(at: Timestamp, complete: boolean): void;
}
