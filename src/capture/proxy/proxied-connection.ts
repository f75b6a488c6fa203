import type { Socket } from 'node:net';
import { badGatewayAnswer } from './bad-gateway.ts';
import type { ConnectionAccount } from './connection-account.ts';
import { type DaemonConnector, DaemonUnreachableError } from './daemon-connector.ts';
import { firstBytes } from './first-bytes.ts';
import { Peer } from './peer.ts';
import type { ReadBytes } from './read-memory.ts';
import type { Side } from './record/recorded-connection.ts';
import { type RelayWatcher, relay } from './relay.ts';
import { ClientHandshakeError, type ClientTls } from './tls/client-tls.ts';
import type { HttpProtocol } from './tls/daemon-tls.ts';
import { tlsToPlainPort } from './tls/handshake-failure.ts';

export interface ProxiedConnectionOptions {
  /** As it was accepted. */
  readonly socket: Socket;
  /** Null where the client is to speak in clear. */
  readonly clientTls: ClientTls | null;
  readonly connector: DaemonConnector;
  /** The daemon takes HTTP/2, and TLS has to say beforehand which is spoken. */
  readonly chooseProtocol: boolean;
  readonly account: ConnectionAccount;
}

/** As much of what a client says first as tells what it speaks, and the method of its request. */
const FIRST_BYTES = 8;
const TLS_HANDSHAKE_RECORD = 0x16;
/** Begins HTTP/2 with prior knowledge (RFC 9113, section 3.4). */
const HTTP2_PREFACE = 'PRI * HT';

/** A client's connection, and the one to the daemon that belongs to it, from the first byte to the last. */
export class ProxiedConnection implements RelayWatcher {
  readonly #options: ProxiedConnectionOptions;
  readonly #account: ConnectionAccount;
  #client: Peer | null = null;
  #server: Peer | null = null;
  /** What TLS agreed on with the client. */
  #agreed: HttpProtocol = 'http/1.1';
  /** What the client said first; null until then. */
  #first: Uint8Array | null = null;
  #aborted = false;

  constructor(options: ProxiedConnectionOptions) {
    this.#options = options;
    this.#account = options.account;
  }

  /** Resolves when all of it is over and its sockets are closed. */
  async run(): Promise<void> {
    const { socket } = this.#options;
    const client = await this.#meetClient();
    if (client === null || this.#aborted) {
      await closed(socket);
      return;
    }
    this.#client = client;
    await this.#meetDaemon(client);
    await Promise.all([closed(client.socket), closed(socket), this.#server && closed(this.#server.socket)]);
  }

  /** The proxy ends. */
  abort(): void {
    this.#aborted = true;
    if (this.#client === null) this.#options.socket.destroy();
    else this.#client.abort();
    this.#server?.abort();
    this.#account.over('server');
  }

  /** Null where TLS was not agreed on; everything about that is said then. */
  async #meetClient(): Promise<Peer | null> {
    const { clientTls, socket } = this.#options;
    if (clientTls === null) return new Peer(socket);
    try {
      const secure = await clientTls.handshake(socket);
      if (secure !== null) {
        if (secure.alpnProtocol === 'h2') this.#agreed = 'h2';
        return new Peer(secure, socket);
      }
    } catch (error) {
      if (!(error instanceof ClientHandshakeError)) throw error;
      this.#account.handshakeFailed('client', error.report);
      this.#account.bytes('client', { bytes: error.firstBytes, memory: null });
      if (error.answer !== null)
        this.#account.bytes(error.answer.from, { bytes: error.answer.bytes, memory: null });
    }
    this.#account.end('server');
    this.#account.end('client');
    this.#account.over(null);
    return null;
  }

  async #meetDaemon(client: Peer): Promise<void> {
    const { connector } = this.#options;
    try {
      this.#server = await connector.connect(await this.#protocol());
      if (this.#aborted) this.#server.abort();
      else relay(client, this.#server, this);
    } catch (error) {
      if (!(error instanceof DaemonUnreachableError)) throw error;
      this.#refuse(client, error);
    }
  }

  /** What has to be agreed on with the daemon's TLS for what the client speaks. */
  async #protocol(): Promise<HttpProtocol> {
    const { chooseProtocol, clientTls, socket } = this.#options;
    if (clientTls !== null || !chooseProtocol) return this.#agreed;
    const first = await firstBytes(socket);
    if (first === null) return 'http/1.1';
    socket.unshift(first);
    return first.toString('latin1', 0, HTTP2_PREFACE.length) === HTTP2_PREFACE ? 'h2' : 'http/1.1';
  }

  bytes(from: Side, read: ReadBytes): Promise<void> | null {
    if (from === 'client' && this.#first === null) this.#look(read.bytes);
    return this.#account.bytes(from, read);
  }

  end(from: Side): void {
    this.#account.end(from);
  }

  over(gone: Side | null): void {
    this.#account.over(gone);
  }

  refused(error: NodeJS.ErrnoException | null): boolean {
    const refusal = this.#options.connector.lateRefusal(error);
    if (refusal === null || this.#client === null) return false;
    this.#refuse(this.#client, refusal);
    return true;
  }

  /** Answers the client's request, whatever it is, and takes in the rest of it, so that the client reads. */
  #refuse(client: Peer, error: DaemonUnreachableError): void {
    const account = this.#account;
    account.unreachable(error.message);
    if (error.handshake !== null) account.handshakeFailed('daemon', error.handshake);
    let answered = false;
    const answer = (request: Uint8Array | null): void => {
      if (answered) return;
      answered = true;
      if (request !== null) {
        const refusal = { bytes: badGatewayAnswer(`dind-sniff ${error.message}`, request), memory: null };
        client.write(refusal);
        account.bytes('server', refusal);
      }
      client.finish();
      account.end('server');
    };
    client.start({
      bytes: (read) => {
        this.bytes('client', read);
        answer(read.bytes);
      },
      end: () => {
        account.end('client');
        answer(null);
        account.over(null);
      },
      gone: () => account.over('client'),
      drained: () => {},
    });
    // The daemon may have refused when the request was on its way already.
    if (this.#first !== null) answer(this.#first);
  }

  #look(bytes: Uint8Array): void {
    this.#first = new Uint8Array(bytes.subarray(0, FIRST_BYTES));
    // It is passed on as it is; the daemon says no to it.
    if (this.#options.clientTls === null && bytes[0] === TLS_HANDSHAKE_RECORD && bytes[1] === 3)
      this.#account.handshakeFailed('client', tlsToPlainPort);
  }
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}
