import type { Timestamp } from '../layer/origin.ts';
import {
  ACKNOWLEDGED_HOLE_PACKETS,
  ACKNOWLEDGED_HOLE_PATIENCE,
  ONE_SIDED_HOLE_PATIENCE,
  UNACKNOWLEDGED_HOLE_PATIENCE,
} from './limits.ts';

/**
 * Why a stream does not go on. `acknowledged`: its receiver has the missing bytes, so that they will not be
 * sent again. `unacknowledged`: later bytes are here, and a retransmission may still come. `one-sided`: the
 * same, without any acknowledgment to tell by.
 */
export type Hole = 'none' | 'acknowledged' | 'unacknowledged' | 'one-sided';

const PATIENCE = {
  none: Number.POSITIVE_INFINITY,
  acknowledged: ACKNOWLEDGED_HOLE_PATIENCE,
  unacknowledged: UNACKNOWLEDGED_HOLE_PATIENCE,
  'one-sided': ONE_SIDED_HOLE_PATIENCE,
} as const satisfies Record<Hole, number>;

/** Knows for how long a stream has waited at one place for one reason. */
export class HoleWatch {
  #hole: Hole = 'none';
  #sequence = 0;
  #since: Timestamp = 0;
  #sincePacket = 0;

  /** `packet` counts the packets of the connection. */
  update(hole: Hole, sequence: number, at: Timestamp, packet: number): void {
    if (hole === this.#hole && sequence === this.#sequence) return;
    this.#hole = hole;
    this.#sequence = sequence;
    this.#since = at;
    this.#sincePacket = packet;
  }

  /** Whether nobody should wait longer. */
  due(at: Timestamp, packet: number): boolean {
    if (at - this.#since >= PATIENCE[this.#hole]) return true;
    return this.#hole === 'acknowledged' && packet - this.#sincePacket >= ACKNOWLEDGED_HOLE_PACKETS;
  }
}
