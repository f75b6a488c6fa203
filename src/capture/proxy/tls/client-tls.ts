import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import { firstBytes } from '../first-bytes.ts';
import type { HttpProtocol } from './daemon-tls.ts';
import {
  type ClientSide,
  clientHandshakeReport,
  errorCode,
  type HandshakeReport,
  httpToTlsPort,
  isAlert,
} from './handshake-failure.ts';

/** What clients are shown, and what is asked of them. */
export interface ClientTlsOptions {
  readonly certificate: string;
  readonly key: string;
  /** Names and addresses of the certificate. */
  readonly names: readonly string[];
  readonly ownAuthority: boolean;
  /** Verifies what clients show. */
  readonly ca: string;
  readonly demandCertificate: boolean;
  readonly protocols: readonly HttpProtocol[];
  readonly keylog: ((line: Buffer) => void) | null;
}

/** TLS was not agreed on with a client. */
export class ClientHandshakeError extends Error {
  override name = 'ClientHandshakeError';
  readonly report: HandshakeReport;
  /** The first bytes that the client sent, as they came. */
  readonly firstBytes: Buffer;
  /** What was said to it, or it said, in clear: the HTTP answer, or the alert that TLS 1.3 encrypts. */
  readonly answer: { readonly from: 'client' | 'server'; readonly bytes: Buffer } | null;

  constructor(report: HandshakeReport, firstBytes: Buffer, answer: ClientHandshakeError['answer']) {
    super(report.detail);
    this.report = report;
    this.firstBytes = firstBytes;
    this.answer = answer;
  }
}

/** Who keeps a handshake waiting for longer, in milliseconds, is gone. */
const HANDSHAKE_TIMEOUT = 120_000;

/** Servers kept for use again; making one takes a millisecond, for the certificates that it reads. */
const MAX_IDLE_SERVERS = 16;

/** Type of the TLS record that a connection begins with (RFC 8446, section 5.1). */
const HANDSHAKE_RECORD = 0x16;

/** The same words as Go's server, which docker clients know. */
const PLAIN_HTTP_ANSWER = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

/**
 * TLS towards clients. Node's TLS server does not say which connection an error belongs to, so each handshake
 * has a server, which never listens, for itself.
 */
export class ClientTls {
  readonly #options: ClientTlsOptions;
  readonly #serverOptions: TlsOptions;
  readonly #idle: Server[] = [];

  constructor(options: ClientTlsOptions) {
    this.#options = options;
    this.#serverOptions = {
      cert: options.certificate,
      key: options.key,
      ca: options.ca,
      requestCert: options.demandCertificate,
      rejectUnauthorized: options.demandCertificate,
      ALPNProtocols: [...options.protocols],
      handshakeTimeout: HANDSHAKE_TIMEOUT,
      // All servers can resume what one of them began (RFC 5077).
      ticketKeys: randomBytes(48),
    };
  }

  /**
   * Resolves when both sides have agreed, and with null where the client went away without a byte. Rejects with
   * `ClientHandshakeError`; the connection is closed then.
   */
  async handshake(carrier: Socket): Promise<TLSSocket | null> {
    const first = await firstBytes(carrier);
    if (first === null) {
      carrier.destroy();
      return null;
    }
    if (first[0] !== HANDSHAKE_RECORD) throw this.#refusePlain(carrier, first);
    carrier.unshift(first);
    return this.#agree(carrier, first);
  }

  #refusePlain(carrier: Socket, first: Buffer): ClientHandshakeError {
    const isHttp = /^(GET |HEAD|POST|PUT |DELE|OPTI|PATC|PRI )/.test(first.toString('latin1', 0, 4));
    carrier.on('error', () => {});
    carrier.resume();
    carrier.end(isHttp ? PLAIN_HTTP_ANSWER : '');
    if (isHttp) {
      const answer = { from: 'server', bytes: Buffer.from(PLAIN_HTTP_ANSWER) } as const;
      return new ClientHandshakeError(httpToTlsPort, first, answer);
    }
    const error = new Error('its first bytes are neither TLS nor HTTP');
    return new ClientHandshakeError(clientHandshakeReport(error, this.#side(null)), first, null);
  }

  #agree(carrier: Socket, first: Buffer): Promise<TLSSocket> {
    const server = this.#idle.pop() ?? createServer(this.#serverOptions);
    return new Promise<TLSSocket>((resolve, reject) => {
      const done = (): void => {
        server.removeAllListeners('secureConnection');
        server.removeAllListeners('tlsClientError');
        server.removeAllListeners('keylog');
        if (this.#idle.length < MAX_IDLE_SERVERS) this.#idle.push(server);
      };
      server.once('secureConnection', (socket) => {
        done();
        carrier.allowHalfOpen = true;
        socket.allowHalfOpen = true;
        resolve(socket);
      });
      server.once('tlsClientError', (error, socket) => {
        done();
        // Set where the client's certificate was not accepted; Node then closes without a word.
        const verdict: unknown = socket.authorizationError;
        const side = this.#side(typeof verdict === 'string' ? verdict : null);
        const report = clientHandshakeReport(error, side);
        reject(new ClientHandshakeError(report, first, alertRecord(error, side.verdict)));
      });
      if (this.#options.keylog !== null) server.on('keylog', this.#options.keylog);
      // Until then, a client that ends in the middle of the handshake would stay forever.
      carrier.allowHalfOpen = false;
      server.emit('connection', carrier);
    });
  }

  #side(verdict: string | null): ClientSide {
    const { names, ownAuthority } = this.#options;
    return { names, ownAuthority, verdict };
  }
}

/** Alert descriptions (RFC 8446, section 6) by how OpenSSL names them. */
const alertDescriptions: Readonly<Record<string, number>> = {
  HANDSHAKE_FAILURE: 40,
  BAD_CERTIFICATE: 42,
  CERTIFICATE_REVOKED: 44,
  CERTIFICATE_EXPIRED: 45,
  CERTIFICATE_UNKNOWN: 46,
  UNKNOWN_CA: 48,
  PROTOCOL_VERSION: 70,
};

/** The alert that ended a handshake, as a record of its own; null where there was none. */
function alertRecord(error: unknown, verdict: string | null): ClientHandshakeError['answer'] {
  const code = errorCode(error);
  const alert = (from: 'client' | 'server', description: number): ClientHandshakeError['answer'] => ({
    from,
    bytes: Buffer.of(0x15, 3, 3, 0, 2, 2, description),
  });
  if (code === 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE') return alert('server', 116);
  if (verdict === 'CERT_HAS_EXPIRED') return alert('server', 45);
  if (verdict !== null) return alert('server', 42);
  if (!isAlert(code)) return null;
  return alert('client', alertDescriptions[code.slice(code.indexOf('_ALERT_') + 7)] ?? 40);
}
