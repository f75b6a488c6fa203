/** What a proxy knows of a connection and no packet can say. Each note adds to those before; texts may hold anything. */
export interface ConnectionNote {
  /** The address that the client used, and the daemon's, as `DOCKER_HOST` has them. */
  readonly listener?: string;
  readonly target?: string;
  /** Whether TLS is spoken there. */
  readonly listenerTls?: boolean;
  readonly targetTls?: boolean;
  /** The process that connected, and its command line. */
  readonly pid?: number;
  readonly command?: string;
  /** TLS that could not be agreed on; see `HandshakeFailed`. */
  readonly handshakeFailed?: {
    readonly side: string;
    readonly reason: string;
    readonly detail: string;
    readonly fix: string;
  };
}
