import type { Timestamp } from '../layer/origin.ts';

/** What a proxy knew of a connection that it passed on. */
export interface Proxied {
  /** The address that the client used, and the daemon's: `host:port`, or a unix path. */
  readonly listener: string;
  readonly target: string;
  readonly listenerTls: boolean;
  readonly targetTls: boolean;
  /** The process that connected, where the system told; its command without options, which may hold secrets. */
  readonly pid: number | null;
  readonly command: string | null;
}

/** TLS that a proxy could not agree on. */
export interface TlsFailure {
  /** When the connection began. */
  readonly at: Timestamp;
  /** With whom. */
  readonly side: 'client' | 'daemon';
  /** One of the reasons in docs/proxy.md: `expired`, `wrong-ca`, … */
  readonly reason: string;
  /** What was seen, in one sentence that says who failed, and what to do about it. */
  readonly detail: string;
  readonly fix: string;
}
