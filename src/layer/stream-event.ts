import type { Issue } from './issue.ts';
import type { Direction, Timestamp } from './origin.ts';

/** One end of a connection: an IP address and port, or a unix socket path (then `port` is null). */
export interface Endpoint {
  readonly address: string;
  readonly port: number | null;
}

/**
 * What `tcp` makes of packets and what the proxy makes of sockets: connections with ordered bytes. The
 * pipeline does not know which of the two it is fed from.
 *
 * `connection` counts from 1 in order of a connection's first packet.
 */
export type StreamEvent =
  | {
      readonly kind: 'connection-open';
      readonly connection: number;
      readonly a: Endpoint;
      readonly b: Endpoint;
      readonly at: Timestamp;
      /** `seen`: a SYN or SYN-ACK was captured, so side roles are sure. `missed`: joined in the middle. */
      readonly handshake: 'seen' | 'missed';
    }
  | {
      readonly kind: 'stream-chunk';
      readonly connection: number;
      readonly direction: Direction;
      readonly bytes: Uint8Array;
      /** Capture time of the packet that carried the first of these bytes. */
      readonly at: Timestamp;
    }
  | {
      readonly kind: 'stream-gap';
      readonly connection: number;
      readonly direction: Direction;
      readonly missing: number;
      readonly at: Timestamp;
      /** `lost`: never captured. `snap-length`: the frame was cut. `limit`: a bound was reached first. */
      readonly cause: 'lost' | 'snap-length' | 'limit';
    }
  | {
      /** FIN: this direction is over, the other may go on (half-close). */
      readonly kind: 'stream-end';
      readonly connection: number;
      readonly direction: Direction;
      readonly at: Timestamp;
    }
  | {
      readonly kind: 'connection-close';
      readonly connection: number;
      readonly at: Timestamp;
      /**
       * `fin`: both sides ended. `reset`: RST (by `direction`). `idle`: nothing for so long that it was let
       * go. `reused`: a new SYN took its ports. `capture-end`: still open when the capture ended.
       */
      readonly how: 'fin' | 'reset' | 'idle' | 'reused' | 'capture-end';
      readonly direction: Direction | null;
      readonly statistics: ConnectionStatistics;
    }
  /** `connection` is 0 where the packet is too damaged to tell. */
  | (Issue & { readonly connection: number });

/** Counts per direction over a connection's life; bytes are TCP payload. */
export interface ConnectionStatistics {
  readonly aToB: DirectionStatistics;
  readonly bToA: DirectionStatistics;
}

export interface DirectionStatistics {
  readonly packets: number;
  readonly bytes: number;
  readonly retransmittedBytes: number;
  readonly outOfOrderPackets: number;
  readonly missingBytes: number;
  /** How long this side had the other wait in all, by a window of 0: it did not read what it was sent. */
  readonly stalledMs: number;
}
