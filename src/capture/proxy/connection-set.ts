import type { Socket } from 'node:net';
import { ClientProcesses } from './client-process.ts';
import { ConnectionAccount, type ProxyTally } from './connection-account.ts';
import type { DaemonConnector } from './daemon-connector.ts';
import { ProxiedConnection } from './proxied-connection.ts';
import { type ProxyEnd, proxyAddressText } from './proxy-address.ts';
import type { ProxyEvent } from './proxy-event.ts';
import type { ProxyCounts } from './proxy-options.ts';
import type { PacketRecorder } from './record/packet-recorder.ts';
import { initialSequence, RecordedConnection } from './record/recorded-connection.ts';
import { EndpointTable } from './recorded-endpoints.ts';
import type { ClientTls } from './tls/client-tls.ts';

/** Clients that have just ended get this long, in milliseconds, until what they said last has passed. */
const CLOSE_GRACE = 200;

export interface ConnectionSetOptions {
  readonly target: ProxyEnd;
  readonly connector: DaemonConnector;
  /** The daemon takes HTTP/2 as well. */
  readonly http2: boolean;
  /** Null where no listener speaks TLS. */
  readonly clientTls: ClientTls | null;
  readonly recorder: PacketRecorder | null;
  readonly emit: (event: ProxyEvent) => void;
}

/** All connections of a proxy. */
export class ConnectionSet {
  readonly #options: ConnectionSetOptions;
  readonly #endpoints = new EndpointTable();
  readonly #processes = new ClientProcesses();
  readonly #tally: ProxyTally = { clientBytes: 0, serverBytes: 0, unrecordedBytes: 0 };
  readonly #open = new Set<ProxiedConnection>();
  #accepted = 0;
  #emptied: (() => void) | null = null;

  constructor(options: ConnectionSetOptions) {
    this.#options = options;
  }

  accept(socket: Socket, listener: ProxyEnd): void {
    const { clientTls, connector, emit, http2, recorder, target } = this.#options;
    const endpoints = this.#endpoints.take(socket);
    const { client, server } = endpoints;
    const number = ++this.#accepted;
    const initial = initialSequence(number);
    const record = recorder === null ? null : new RecordedConnection(recorder, client, server, initial);
    const account = new ConnectionAccount(number, record, this.#tally, emit);
    const { address, tls } = listener;
    const from = address.kind === 'unix' ? address.path : `${client.address}:${client.port}`;
    account.opened(from, {
      listener: proxyAddressText(address),
      target: proxyAddressText(target.address),
      ...(tls ? { listenerTls: true } : {}),
      ...(target.tls ? { targetTls: true } : {}),
    });
    if (record !== null) this.#processes.find(socket, (found) => account.note(found));
    const connection = new ProxiedConnection({
      socket,
      clientTls: tls ? clientTls : null,
      connector,
      chooseProtocol: target.tls && http2,
      account,
    });
    this.#open.add(connection);
    void connection.run().finally(() => {
      this.#open.delete(connection);
      this.#endpoints.release(endpoints);
      if (this.#open.size === 0) this.#emptied?.();
    });
  }

  counts(): ProxyCounts {
    return { connections: this.#accepted, open: this.#open.size, ...this.#tally };
  }

  /** Resolves when all are over; those that do not end soon by themselves are broken off. */
  async close(): Promise<void> {
    this.#processes.close();
    if (this.#open.size === 0) return;
    const emptied = new Promise<void>((resolve) => {
      this.#emptied = resolve;
    });
    const late = setTimeout(() => {
      for (const connection of this.#open) connection.abort();
    }, CLOSE_GRACE);
    await emptied;
    clearTimeout(late);
  }
}
