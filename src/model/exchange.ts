import type { Issue } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { DockerFacts } from './docker-facts.ts';
import type { DockerStreams } from './docker-streams.ts';
import type { HeaderField } from './header-field.ts';
import type { Pause } from './pause.ts';
import type { Proxied, TlsFailure } from './proxied.ts';
import type { Secret } from './secret.ts';

/** One HTTP request with its response, and what it meant to Docker; or a TLS handshake that a proxy saw fail. */
export interface Exchange {
  /** From 1 in order of the request's first byte. */
  readonly id: number;
  readonly connection: number;
  /** HTTP/2 stream id, null for HTTP/1. */
  readonly stream: number | null;
  readonly client: string;
  readonly server: string;
  /** Operation id of the Engine API (`ImageBuild`), null for what the table does not know. */
  readonly operation: string | null;
  /** One line for a person: `build web:latest`. */
  readonly summary: string;
  /** Null where only the response was captured. */
  readonly request: Request | null;
  readonly response: Response | null;
  readonly timing: Timing;
  readonly state: ExchangeState;
  readonly hijack: Hijack | null;
  readonly gaps: readonly Gap[];
  readonly issues: readonly Issue[];
  readonly docker: DockerFacts;
  /** Null where no proxy recorded it. */
  readonly proxied: Proxied | null;
  /** What kept its connection, or the one to the daemon behind it, from coming about. */
  readonly tlsFailure: TlsFailure | null;
}

/**
 * `complete`: both messages ended as they should. `open`: the capture ended first. `aborted`: the
 * connection was reset or closed early. `incomplete`: bytes are missing from the capture.
 */
export type ExchangeState = 'complete' | 'open' | 'aborted' | 'incomplete';

export interface Request {
  readonly time: Timestamp;
  readonly method: string;
  /** As sent; a `Secret` that shows the rest where a part of it is secret (a build arg, a URL's password). */
  readonly target: string | Secret;
  /** Target without scheme, authority, version prefix and query. */
  readonly path: string;
  readonly apiVersion: string | null;
  readonly query: Readonly<Record<string, readonly (string | Secret)[]>>;
  readonly httpVersion: string;
  readonly headers: readonly HeaderField[];
  readonly trailers: readonly HeaderField[];
  readonly body: Body;
}

export interface Response {
  readonly time: Timestamp;
  readonly status: number;
  readonly reason: string;
  readonly httpVersion: string;
  readonly headers: readonly HeaderField[];
  readonly trailers: readonly HeaderField[];
  readonly body: Body;
}

export interface Body {
  /** After transfer coding, before content coding. */
  readonly bytes: number;
  readonly complete: boolean;
  readonly mediaType: string | null;
  /** Content-Encoding, lower case; null for identity. */
  readonly encoding: string | null;
  readonly sha256: string | null;
  /** Null where it has none. */
  readonly lastByteAt: Timestamp | null;
  /** The longest, in order of time; bounded. */
  readonly pauses: readonly Pause[];
}

/** Milliseconds; null where one of the two moments is not known. */
export interface Timing {
  readonly sendMs: number | null;
  readonly waitMs: number | null;
  readonly receiveMs: number | null;
  readonly totalMs: number | null;
}

export interface Hijack {
  /** `tcp` or `h2c` from the Upgrade header, null where a plain 200 handed the connection over. */
  readonly protocol: string | null;
  readonly clientBytes: number;
  readonly serverBytes: number;
  /** As those of a body, of each direction. */
  readonly clientPauses: readonly Pause[];
  readonly serverPauses: readonly Pause[];
  /** Null for what is not one of Docker's streams (h2c, websocket). */
  readonly streams: DockerStreams | null;
}

export interface Gap {
  readonly side: 'request' | 'response';
  readonly missing: number;
  readonly at: Timestamp;
}
