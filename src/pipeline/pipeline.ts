import { BuildKitBook } from '../docker/buildkit/buildkit-book.ts';
import type { ExchangeDecoder } from '../docker/exchange-decoder.ts';
import type { ExchangeTap } from '../docker/exchange-tap.ts';
import { Names } from '../docker/names/names.ts';
import type { ConnectionNote } from '../layer/connection-note.ts';
import type { IpPayload } from '../layer/ip-payload.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Packet } from '../layer/packet.ts';
import type { StreamEvent } from '../layer/stream-event.ts';
import type { Exchange } from '../model/exchange.ts';
import { TcpLayer } from '../tcp/tcp-layer.ts';
import { acceptPorts } from './accept-ports.ts';
import { ConnectionDecoder } from './connection-decoder.ts';
import { type PacketCounts, PacketReader } from './packet-reader.ts';
import type { PipelineEvent } from './pipeline-event.ts';
import type { Shared } from './shared.ts';

export interface PipelineOptions {
  /** TCP ports to look at; all of them where it is left out. */
  readonly ports?: readonly number[];
  /** SHA-256 of bodies, files and streams: costs a pass over every byte. */
  readonly hash?: boolean;
  /** Look for secrets in build contexts: costs a pass over every small file. */
  readonly secrets?: boolean;
  /** Hand the bytes of messages to taps as they were sent, too. */
  readonly wire?: boolean;
  /** Who wants the bytes of an exchange as they pass; asked once for each. */
  readonly tap?: (exchange: number) => ExchangeTap | null;
}

/** The ports of `dockerd` and dind: plain and TLS. */
export const DAEMON_PORTS: readonly number[] = [2375, 2376];

const NO_TAP = (): null => null;

/**
 * All layers put together: packets of a capture or streams of a proxy in, connections and exchanges out.
 * Pure: time is the time that comes with the bytes.
 */
export class Pipeline {
  readonly #packets: PacketReader;
  readonly #tcp: TcpLayer;
  readonly #shared: Shared;
  readonly #connections = new Map<number, ConnectionDecoder>();
  #events: PipelineEvent[] = [];
  #exchanges = 0;
  /** What is to be told to the connection of the packet that is being read. */
  #note: ConnectionNote | null = null;

  constructor(options: PipelineOptions = {}) {
    this.#packets = new PacketReader();
    this.#tcp = new TcpLayer(acceptPorts(options.ports));
    this.#shared = {
      hash: options.hash ?? false,
      secrets: options.secrets ?? false,
      wire: options.wire ?? false,
      serverPorts: new Set(options.ports ?? DAEMON_PORTS),
      tap: options.tap ?? NO_TAP,
      names: new Names(),
      buildkit: new BuildKitBook({ hash: options.hash ?? false, secrets: options.secrets ?? false }),
      nextExchange: () => ++this.#exchanges,
      emit: (event) => {
        this.#events.push(event);
      },
      changed: new Set<ExchangeDecoder>(),
    };
  }

  /** What things are called, as far as the traffic told. */
  get names(): Pick<Names, 'nameOfContainer' | 'namings'> {
    return this.#shared.names;
  }

  /** `note` is what a proxy wrote of the packet's connection. */
  packet(packet: Packet, note: ConnectionNote | null = null): readonly PipelineEvent[] {
    this.#note = note;
    for (const event of this.#packets.push(packet)) {
      if (event.kind === 'issue') this.#events.push(event);
      else this.#segment(event);
    }
    return this.#take();
  }

  /** A connection's event from a source that has no packets: the proxy. */
  stream(event: StreamEvent): readonly PipelineEvent[] {
    this.#stream(event);
    return this.#take();
  }

  /** The capture has one more interface, so that it may hold copies of a packet. */
  addInterface(): void {
    this.#packets.addInterface();
  }

  /** A live capture's clock, for when no packet comes: gives up what was waited for long enough by `at`. */
  advance(at: Timestamp): readonly PipelineEvent[] {
    for (const event of this.#tcp.flushOlderThan(at)) this.#stream(event);
    return this.#take();
  }

  /** The capture is over: what is still open is said as it stands. */
  end(): readonly PipelineEvent[] {
    this.#events.push(...this.#packets.end());
    for (const event of this.#tcp.end(this.#packets.counts().end ?? 0)) this.#stream(event);
    return this.#take();
  }

  counts(): PacketCounts {
    return this.#packets.counts();
  }

  /** Records of the exchanges that are going on and have changed since the last call. */
  changed(): readonly Exchange[] {
    const records = Array.from(this.#shared.changed, (decoder) => decoder.record());
    this.#shared.changed.clear();
    return records;
  }

  #segment(payload: IpPayload): void {
    const events = this.#tcp.push(payload);
    if (this.#note !== null) this.#connections.get(this.#tcp.lastConnection)?.note(this.#note);
    for (const event of events) this.#stream(event);
  }

  #take(): readonly PipelineEvent[] {
    if (this.#events.length === 0) return this.#events;
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #stream(event: StreamEvent): void {
    if (event.kind === 'connection-open') {
      this.#connections.set(event.connection, new ConnectionDecoder(event, this.#shared, this.#note));
      return;
    }
    const connection = this.#connections.get(event.connection);
    if (connection === undefined) {
      // Too damaged to tell whose it is.
      if (event.kind === 'issue') this.#events.push(event);
      return;
    }
    switch (event.kind) {
      case 'stream-chunk':
        connection.push(event.direction, event.bytes, event.at);
        break;
      case 'stream-gap':
        connection.gap(event.direction, event.missing, event.at);
        break;
      case 'stream-end':
        connection.end(event.direction, event.at);
        break;
      case 'connection-close':
        connection.close(event);
        this.#connections.delete(event.connection);
        break;
      case 'issue':
        connection.issue(event);
        break;
    }
  }
}
