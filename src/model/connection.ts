import type { Issue } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { ConnectionStatistics } from '../layer/stream-event.ts';

/** One TCP connection, or one proxied pair of sockets. */
export interface Connection {
  /** From 1 in order of the connection's first packet. */
  readonly id: number;
  /** `ip:port`, `[ipv6]:port`, or a unix path. */
  readonly client: string;
  readonly server: string;
  readonly openedAt: Timestamp;
  readonly closedAt: Timestamp | null;
  /** Null while it is open; see `connection-close` in `layer/stream-event.ts`. */
  readonly closedBy: 'fin' | 'reset' | 'idle' | 'reused' | 'capture-end' | null;
  readonly handshake: 'seen' | 'missed';
  /** What was spoken on it last. `unknown` until enough bytes were seen to name it. */
  readonly protocol: ConnectionProtocol;
  /** Payload bytes and counts as TCP saw them; null for what is not known yet. */
  readonly fromClient: ConnectionSide;
  readonly fromServer: ConnectionSide;
  readonly exchanges: number;
  readonly issues: readonly Issue[];
}

export type ConnectionProtocol = 'http/1' | 'http/2' | 'tls' | 'raw' | 'websocket' | 'unknown';

export type ConnectionSide = ConnectionStatistics['aToB'];
