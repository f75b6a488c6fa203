import type { Issue } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';

/** `raw` is the daemon's side where it is not multiplexed: a terminal. */
export type StreamName = 'stdin' | 'stdout' | 'stderr' | 'system-error' | 'raw';

export type HijackEvent =
  | {
      readonly kind: 'stream-bytes';
      readonly stream: StreamName;
      readonly bytes: Uint8Array;
      readonly at: Timestamp;
    }
  | {
      readonly kind: 'stream-gap';
      /** Null where the frame header was lost too, so that any of the daemon's streams may be meant. */
      readonly stream: StreamName | null;
      readonly missing: number;
      readonly at: Timestamp;
    }
  | Issue;
