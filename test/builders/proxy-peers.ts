import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaptureFileReader } from '../../src/capture/file/capture-file-reader.ts';
import { startProxy } from '../../src/capture/proxy/proxy.ts';
import type { ProxyAddress, ProxyEnd } from '../../src/capture/proxy/proxy-address.ts';
import type { ProxyEvent } from '../../src/capture/proxy/proxy-event.ts';
import type { ProxyOptions, RunningProxy } from '../../src/capture/proxy/proxy-options.ts';
import { CaptureDecoder, type ReadEvent } from '../../src/engine/capture-decoder.ts';
import { CaptureFacts } from '../../src/engine/capture-facts.ts';
import type { Exchange } from '../../src/model/exchange.ts';

/** One end of a TCP or unix connection that a test plays: what it got so far, and how its connection ended. */
export class ScriptedPeer {
  readonly socket: Socket;
  readonly #isTcp: boolean;
  readonly #pieces: Buffer[] = [];
  ended = false;
  /** Code of the error that ended it, or `closed`. */
  over: string | null = null;

  constructor(socket: Socket) {
    this.socket = socket;
    this.#isTcp = socket.remoteAddress !== undefined;
    socket.on('data', (bytes: Buffer) => this.#pieces.push(bytes));
    socket.on('end', () => {
      this.ended = true;
      // Node gives out a reset right behind bytes as an end; writing nothing tells.
      if (this.#isTcp && socket.writable) socket.write('');
    });
    // A failed write makes Node forget what it has received.
    const write = socket._write.bind(socket);
    socket._write = (chunk, encoding, callback) =>
      write(chunk, encoding, (error?: NodeJS.ErrnoException | null) => {
        if (error) this.over ??= error.code ?? error.message;
        callback();
      });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.over ??= error.code ?? error.message;
    });
    socket.on('close', () => {
      this.over ??= 'closed';
    });
  }

  get received(): Buffer {
    if (this.#pieces.length > 1) this.#pieces.splice(0, Infinity, Buffer.concat(this.#pieces));
    return this.#pieces[0] ?? Buffer.alloc(0);
  }

  get text(): string {
    return this.received.toString('latin1');
  }

  /** Breaks the connection off; Node alone would end it in order first. */
  reset(): void {
    this.socket._final = (callback) => callback();
    this.socket.resetAndDestroy();
  }

  send(text: string | Uint8Array): void {
    this.socket.write(text);
  }
}

/** Waits until `condition` holds; fails the test after some seconds, saying what it waited for. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`waited in vain: ${what}`);
}

export function tcpEnd(port: number, host = '127.0.0.1', tls = false): ProxyEnd {
  return { address: { kind: 'tcp', host, port }, tls };
}

export function unixEnd(path: string): ProxyEnd {
  return { address: { kind: 'unix', path }, tls: false };
}

/** A daemon that a test plays, a proxy before it, and clients. */
export class ProxyStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'proxy-test-'));
  readonly record = join(this.folder, 'record.pcapng');
  readonly events: ProxyEvent[] = [];
  /** Connections that the daemon accepted, in order. */
  readonly daemons: ScriptedPeer[] = [];
  readonly #server: Server;
  #proxy: RunningProxy | null = null;
  #targetPort = 0;

  constructor() {
    this.#server = createServer({ allowHalfOpen: true }, (socket) =>
      this.daemons.push(new ScriptedPeer(socket)),
    );
  }

  get proxy(): RunningProxy {
    if (this.#proxy === null) throw new Error('the proxy was not started');
    return this.#proxy;
  }

  get targetPort(): number {
    return this.#targetPort;
  }

  /** Listens as the daemon on TCP, and starts the proxy; `options` come on top. */
  async start(options: Partial<ProxyOptions> = {}): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    this.#targetPort = typeof address === 'object' && address !== null ? address.port : 0;
    return this.startProxy({ target: tcpEnd(this.#targetPort), ...options });
  }

  /** Starts the proxy only. */
  async startProxy(options: Partial<ProxyOptions> & Pick<ProxyOptions, 'target'>): Promise<this> {
    this.#proxy = await startProxy({
      listen: [tcpEnd(0)],
      record: this.record,
      onEvent: (event) => this.events.push(event),
      ...options,
    });
    return this;
  }

  /** A client of listener number `index`, with its connection's daemon side. */
  async connect(index = 0): Promise<{ readonly client: ScriptedPeer; readonly daemon: ScriptedPeer }> {
    const before = this.daemons.length;
    const client = await this.client(index);
    await until('the daemon gets a connection', () => this.daemons.length > before);
    const daemon = this.daemons[before];
    if (daemon === undefined) throw new Error('no connection');
    return { client, daemon };
  }

  async client(index = 0): Promise<ScriptedPeer> {
    const end = this.proxy.listening[index];
    if (end === undefined) throw new Error('no such listener');
    const socket = connect({ ...connectOptions(end.address), allowHalfOpen: true });
    await once(socket, 'connect');
    return new ScriptedPeer(socket);
  }

  /** All events of this kind so far. */
  told<Kind extends ProxyEvent['kind']>(kind: Kind): readonly Extract<ProxyEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<ProxyEvent, { kind: Kind }> => event.kind === kind);
  }

  /** Closes the proxy and returns what our own reader makes of its record. */
  async recorded(): Promise<readonly ReadEvent[]> {
    await this.proxy.close();
    return readRecord(this.record);
  }

  async end(): Promise<void> {
    await this.#proxy?.close();
    for (const { socket } of this.daemons) socket.destroy();
    this.#server.close();
    rmSync(this.folder, { recursive: true });
  }
}

export function connectOptions(address: ProxyAddress): { path: string } | { host: string; port: number } {
  return address.kind === 'unix' ? { path: address.path } : { host: address.host, port: address.port };
}

export function fileBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

export function readRecord(path: string): readonly ReadEvent[] {
  const decoder = new CaptureDecoder(new CaptureFacts(path), { hash: true });
  const reader = new CaptureFileReader();
  for (const event of [...reader.push(fileBytes(path)), ...reader.end()]) decoder.take(event);
  decoder.end();
  return decoder.takeBatch();
}

export function exchangesOf(events: readonly ReadEvent[]): readonly Exchange[] {
  return events
    .flatMap((event) => (event.kind === 'exchange-closed' ? [event.exchange] : []))
    .toSorted((a, b) => a.id - b.id);
}
