import { isIP, type Socket } from 'node:net';
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import type { Certificates } from './certificates.ts';

export type HttpProtocol = 'http/1.1' | 'h2';

/** TLS towards the daemon: verifies its certificate as the docker CLI does, and shows the client's. */
export class DaemonTls {
  readonly #host: string;
  readonly #identified: SecureContext;
  readonly #anonymous: SecureContext;
  readonly #keylog: ((line: Buffer) => void) | null;

  constructor(host: string, certificates: Certificates, keylog: ((line: Buffer) => void) | null) {
    const { ca, client } = certificates;
    this.#host = host;
    this.#anonymous = createSecureContext({ ca });
    this.#identified =
      client === null
        ? this.#anonymous
        : createSecureContext({ ca, cert: client.certificate, key: client.key });
    this.#keylog = keylog;
  }

  /** Resolves when both sides have agreed; rejects with Node's error, and the socket is closed then. */
  handshake(carrier: Socket, offer: readonly HttpProtocol[], identify = true): Promise<TLSSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect({
        socket: carrier,
        secureContext: identify ? this.#identified : this.#anonymous,
        host: this.#host,
        servername: isIP(this.#host) === 0 ? this.#host : '',
        ALPNProtocols: [...offer],
        rejectUnauthorized: true,
      });
      if (this.#keylog !== null) socket.on('keylog', this.#keylog);
      const failed = (error: Error): void => reject(error);
      const closed = (): void =>
        reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
      socket.once('error', failed);
      socket.once('close', closed);
      socket.once('secureConnect', () => {
        socket.off('error', failed);
        socket.off('close', closed);
        resolve(socket);
      });
    });
  }
}
