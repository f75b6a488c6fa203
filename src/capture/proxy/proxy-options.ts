import type { ProxyEnd } from './proxy-address.ts';
import type { ProxyEvent } from './proxy-event.ts';

export interface ProxyOptions {
  /** Where clients connect: one or more. */
  readonly listen: readonly ProxyEnd[];
  /** The daemon. */
  readonly target: ProxyEnd;
  /**
   * Folder with certificates: dind's `/certs` (`ca/`, `server/`, `client/`), or one folder with `ca.pem`,
   * `cert.pem`, `key.pem`. Needed where an end speaks TLS.
   */
  readonly certificates?: string;
  /** The pcapng file that the plaintext of all connections is written to, replaced if it is there; mode 0600. */
  readonly record?: string;
  /** The program that writes the record, with its version. */
  readonly application?: string;
  /** Gets the TLS secrets of both sides in NSS key log format, appended; mode 0600. */
  readonly keylog?: string;
  /** Allows to listen beyond loopback. */
  readonly allowRemote?: boolean;
  /** Told what happens, in order. What it throws is ignored: nothing here may disturb a connection. */
  readonly onEvent?: (event: ProxyEvent) => void;
}

export interface ProxyCounts {
  /** Connections from clients so far, and those that are open. */
  readonly connections: number;
  readonly open: number;
  /** Payload bytes that went from clients to the daemon, and back. */
  readonly clientBytes: number;
  readonly serverBytes: number;
  /** Payload bytes that were forwarded and are not in the capture, because the disk was too slow. */
  readonly unrecordedBytes: number;
}

export interface RunningProxy {
  /** In the order of `ProxyOptions.listen`, with the port that the system chose. */
  readonly listening: readonly ProxyEnd[];
  /**
   * What a client's environment must hold to use the first address: `DOCKER_HOST`, and for TLS
   * `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH`, where the latter is known. An empty text means: unset it.
   */
  readonly environment: Readonly<Record<string, string>>;
  counts(): ProxyCounts;
  /**
   * Ends what is still open, completes the record, and removes sockets and keys. Never rejects: what goes
   * wrong is an event.
   */
  close(): Promise<void>;
}
