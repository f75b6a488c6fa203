import type { Socket } from 'node:net';
import type { RecordedEndpoint } from './record/tcp-headers.ts';

/** Unix sockets are recorded as connections to this, which readers know for a daemon's. */
const UNIX_SERVER: RecordedEndpoint = { address: '127.0.0.1', port: 2375 };

/** Ports of their clients: below those that Linux gives to TCP clients, so that no two connections are one. */
const FIRST_PORT = 1024;
const LAST_PORT = 32_767;

export interface RecordedEndpoints {
  readonly client: RecordedEndpoint;
  readonly server: RecordedEndpoint;
}

/** Gives each connection the addresses that it has in the capture. */
export class EndpointTable {
  readonly #used = new Set<number>();
  #next = FIRST_PORT;

  /** The addresses that the client sees; made up for a unix socket, until `release`. */
  take(socket: Socket): RecordedEndpoints {
    const { localAddress, localPort, remoteAddress, remotePort } = socket;
    if (localAddress && localPort && remoteAddress && remotePort)
      return {
        client: { address: remoteAddress, port: remotePort },
        server: { address: localAddress, port: localPort },
      };
    // With every port in use two connections share one, which the capture shows and the clients do not notice.
    for (let tries = LAST_PORT - FIRST_PORT; tries > 0 && this.#used.has(this.#next); tries -= 1)
      this.#step();
    const port = this.#next;
    this.#used.add(port);
    this.#step();
    return { client: { address: UNIX_SERVER.address, port }, server: UNIX_SERVER };
  }

  release({ client, server }: RecordedEndpoints): void {
    if (server === UNIX_SERVER) this.#used.delete(client.port);
  }

  #step(): void {
    this.#next = this.#next === LAST_PORT ? FIRST_PORT : this.#next + 1;
  }
}
