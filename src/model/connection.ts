import type { Issue } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { ConnectionStatistics } from '../layer/stream-event.ts';
import type { Proxied, TlsFailure } from './proxied.ts';

/** One TCP connection, or one proxied pair of sockets. */
export interface Connection {
  /** From 1 in order of the connection's first packet. */
  readonly id: number;
  /**
   * `ip:port`, `[ipv6]:port`, or a unix path. Where a client came to a proxy over a unix socket: the socket, and
   * the daemon's address behind it.
   */
  readonly client: string;
  readonly server: string;
  readonly openedAt: Timestamp;
  readonly closedAt: Timestamp | null;
  /** Null while it is open; see `connection-close` in `layer/stream-event.ts`. */
  readonly closedBy: 'fin' | 'reset' | 'idle' | 'reused' | 'capture-end' | null;
  /** The side that ended first, by FIN or reset, and when; null while it is open, and where neither did. */
  readonly endedFirst: { readonly side: 'client' | 'server'; readonly at: Timestamp } | null;
  readonly handshake: 'seen' | 'missed';
  /** When each side sent its last byte, and its FIN, after which it only reads; null for never. */
  readonly lastByteAt: EachSide;
  readonly endedAt: EachSide;
  /** What was spoken on it last. `unknown` until enough bytes were seen to name it. */
  readonly protocol: ConnectionProtocol;
  /** Payload bytes and counts as TCP saw them; null for what is not known yet. */
  readonly fromClient: ConnectionSide;
  readonly fromServer: ConnectionSide;
  readonly exchanges: number;
  readonly issues: readonly Issue[];
  /** Of an encrypted connection. */
  readonly tls: TlsFacts | null;
  /** Null where no proxy recorded it. */
  readonly proxied: Proxied | null;
  readonly tlsFailure: TlsFailure | null;
}

/** What can be told of an encrypted connection without its keys. */
export interface TlsFacts {
  /** The name that the client asked for; null where it sent none, as for an IP address. */
  readonly serverName: string | null;
  /** Agreed on: `1.3`; null where the server did not answer. */
  readonly version: string | null;
  /**
   * Who gave up the handshake, and the name that RFC 8446 has for the reason in kebab-case
   * (`bad-certificate`); that is null where the alert is encrypted.
   */
  readonly refusal: { readonly from: 'client' | 'server'; readonly alert: string | null } | null;
  /** Whether the client showed a certificate; null where that cannot be told (before TLS 1.3). */
  readonly clientCertificate: boolean | null;
  /** The server answered in plain HTTP. */
  readonly plainAnswer: boolean;
}

export interface EachSide {
  readonly client: Timestamp | null;
  readonly server: Timestamp | null;
}

export type ConnectionProtocol = 'http/1' | 'http/2' | 'tls' | 'raw' | 'websocket' | 'unknown';

export type ConnectionSide = ConnectionStatistics['aToB'];
