import type { CapturedSegment } from '../../model/captured-segment.ts';
import type { Connection } from '../../model/connection.ts';

/** Packets that one list holds: more than anybody scrolls through. */
export const MAX_PACKETS = 5000;

/** The packets of a connection during one of its exchanges. */
export interface PacketList {
  readonly connection: Connection;
  /** The first `MAX_PACKETS`, in the order of the capture. */
  readonly segments: readonly CapturedSegment[];
  /** There are more. */
  readonly more: boolean;
  /** Why there are none, for a person, where the capture cannot be read again. */
  readonly refused: string | null;
}
