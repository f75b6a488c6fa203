import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A daemon on a unix socket that knows `/_ping`, says no to `/containers/…` and reads everything else. */
export class FakeDaemon {
  readonly folder = mkdtempSync(join(tmpdir(), 'fake-daemon-'));
  readonly socket = join(this.folder, 'd.sock');
  readonly #server: Server;

  private constructor(answer: RequestListener) {
    this.#server = createServer(answer);
  }

  static async start(answer: RequestListener = usual): Promise<FakeDaemon> {
    const daemon = new FakeDaemon(answer);
    await new Promise<void>((resolve) => daemon.#server.listen(daemon.socket, resolve));
    return daemon;
  }

  get host(): string {
    return `unix://${this.socket}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const usual: RequestListener = (request, response) => {
  response.setHeader('Api-Version', '1.41');
  response.setHeader('Content-Type', 'application/json');
  let bytes = 0;
  request.on('data', (piece: Buffer) => {
    bytes += piece.length;
  });
  request.on('end', () => {
    if (request.url === '/_ping') response.setHeader('Content-Type', 'text/plain').end('OK');
    else if (/^\/containers\//.test(request.url ?? '')) {
      response.writeHead(404).end('{"message":"No such container: web"}');
    } else response.end(JSON.stringify({ bytes }));
  });
};
