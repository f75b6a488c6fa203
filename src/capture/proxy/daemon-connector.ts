import { connect, type Socket } from 'node:net';
import { Peer } from './peer.ts';
import { type ProxyEnd, proxyAddressText } from './proxy-address.ts';
import type { DaemonTls, HttpProtocol } from './tls/daemon-tls.ts';
import { daemonHandshakeReport, errorCode, type HandshakeReport, isAlert } from './tls/handshake-failure.ts';

/** The daemon could not be reached; the message names what was tried, why it failed, and what to do. */
export class DaemonUnreachableError extends Error {
  override name = 'DaemonUnreachableError';
  /** Why it failed, and what to do: the end of the message. */
  readonly why: string;
  /** Where it was TLS that failed. */
  readonly handshake: HandshakeReport | null;

  constructor(tried: string, why: string, handshake: HandshakeReport | null, cause: unknown) {
    super(`${tried}: ${why}`, { cause });
    this.why = why;
    this.handshake = handshake;
  }
}

export interface DaemonCredentials {
  readonly tls: DaemonTls;
  readonly hasClientCertificate: boolean;
  readonly folder: string;
}

/** Makes connections to the daemon. It waits for as long as the system does. */
export class DaemonConnector {
  readonly #target: ProxyEnd;
  readonly #credentials: DaemonCredentials | null;

  /** `credentials` are needed where the target speaks TLS. */
  constructor(target: ProxyEnd, credentials: DaemonCredentials | null) {
    this.#target = target;
    this.#credentials = target.tls ? credentials : null;
  }

  /** Rejects with `DaemonUnreachableError`. When `givenUp` is aborted, it is closed. */
  async connect(protocol: HttpProtocol, givenUp?: AbortSignal): Promise<Peer> {
    const carrier = await this.open(givenUp);
    if (this.#credentials === null) return new Peer(carrier);
    try {
      const socket = await this.#credentials.tls.handshake(carrier, [protocol]);
      return new Peer(socket, carrier);
    } catch (error) {
      throw this.#handshakeError(error);
    }
  }

  /** The connection below TLS. Rejects with `DaemonUnreachableError`. */
  async open(givenUp?: AbortSignal): Promise<Socket> {
    const { address } = this.#target;
    const socket =
      address.kind === 'unix'
        ? connect({ path: address.path, allowHalfOpen: true })
        : connect({ host: address.host, port: address.port, allowHalfOpen: true, noDelay: true });
    givenUp?.addEventListener('abort', () => socket.destroy(new Error('given up')), { once: true });
    return new Promise((resolve, reject) => {
      const failed = (error: unknown): void =>
        reject(new DaemonUnreachableError(this.#tried(), connectFailure(error, address.kind), null, error));
      socket.once('error', failed);
      socket.once('connect', () => {
        socket.off('error', failed);
        socket.on('error', () => {});
        resolve(socket);
      });
    });
  }

  /**
   * What it means that the daemon closed with `error` before it sent a byte: with TLS 1.3 it refuses a client's
   * certificate only after the handshake. Null where that is nothing special.
   */
  lateRefusal(error: unknown): DaemonUnreachableError | null {
    return this.#credentials !== null && isAlert(errorCode(error)) ? this.#handshakeError(error) : null;
  }

  #handshakeError(error: unknown): DaemonUnreachableError {
    const { address } = this.#target;
    const report = daemonHandshakeReport(error, {
      host: address.kind === 'tcp' ? address.host : address.path,
      hasClientCertificate: this.#credentials?.hasClientCertificate ?? false,
      caFolder: this.#credentials?.folder ?? '',
    });
    return new DaemonUnreachableError(this.#tried(), `${report.detail}; ${report.fix}`, report, error);
  }

  #tried(): string {
    const tls = this.#target.tls ? ' with TLS' : '';
    return `cannot reach the Docker daemon at ${proxyAddressText(this.#target.address)}${tls}`;
  }
}

function connectFailure(error: unknown, kind: 'tcp' | 'unix'): string {
  // Several addresses were tried: the first one's reason stands for all.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = errorCode(first) || errorCode(error);
  switch (code) {
    case 'ECONNREFUSED':
      return kind === 'unix'
        ? 'connection refused; nobody listens on this socket, is the daemon running?'
        : 'connection refused; is the daemon running, and on this port?';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return "the name does not resolve; is dind's service running, and is that its name here?";
    case 'ENOENT':
      return 'there is no such socket; is the daemon running, and its socket mounted here?';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied; run as root or as a member of the group that owns the socket';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'no route to it; are both in the same network?';
    case 'ETIMEDOUT':
      return 'no answer; is it in the same network, and does a firewall let this port through?';
    case 'ECONNRESET':
      return 'it closed the connection at once; look at its log';
    default:
      return code === '' ? 'unknown error' : code;
  }
}
