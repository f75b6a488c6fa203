import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A daemon that answers everything with its own path, so that a mix-up shows. */
export class SmallDaemon {
  readonly host: string;
  readonly port: number;
  readonly #server: Server;

  private constructor(server: Server, host: string) {
    this.#server = server;
    this.host = host;
    this.port = (server.address() as AddressInfo).port;
  }

  static start(host = '127.0.0.1'): Promise<SmallDaemon> {
    const server = createServer((asked, answer) => {
      asked.resume();
      asked.on('end', () => {
        answer.setHeader('Api-Version', '1.41');
        answer.end(asked.url);
      });
    });
    return new Promise((resolve) => server.listen(0, host, () => resolve(new SmallDaemon(server, host))));
  }

  client(): SmallClient {
    return new SmallClient(this);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** One client with one connection, which asks one thing after another. */
export class SmallClient {
  readonly #daemon: SmallDaemon;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(daemon: SmallDaemon) {
    this.#daemon = daemon;
  }

  /** `body` bytes are sent with the request. */
  ask(path: string, body = 0): Promise<void> {
    const { host, port } = this.#daemon;
    return new Promise((resolve, reject) => {
      const asked = request(
        { host, port, path, agent: this.#agent, method: body > 0 ? 'POST' : 'GET' },
        (answer) => {
          answer.resume();
          answer.on('end', resolve);
        },
      );
      asked.on('error', reject);
      asked.end(body > 0 ? new Uint8Array(body) : undefined);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
