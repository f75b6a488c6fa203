import type { IpPayload } from '../layer/ip-payload.ts';
import { NO_EVENTS } from '../layer/layer.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { SeenSegment } from '../layer/seen-segment.ts';
import type { StreamEvent } from '../layer/stream-event.ts';
import { Connection } from './connection.ts';
import { ConnectionKey } from './connection-key.ts';
import { ConnectionTable } from './connection-table.ts';
import { opensConnection, startsAnother } from './incarnation.ts';
import {
  IDLE_EVICTION_PART,
  MAX_BUFFERED_BYTES,
  MAX_ISSUES,
  MAX_OPEN_CONNECTIONS,
  SWEEP_INTERVAL,
} from './limits.ts';
import { seeCopy, seeSegment } from './see-segment.ts';
import { ACK, readSegment, type Segment, SYN } from './segment.ts';

export interface TcpLayerOptions {
  /** Whether to follow the connections of a port pair, in the order of the packet. All, by default. */
  readonly accept?: (sourcePort: number, destinationPort: number) => boolean;
  /** Is told of every segment of a connection that is followed, its late ones too. */
  readonly seen?: (segment: SeenSegment) => void;
}

/**
 * TCP segments in, connections with ordered bytes out.
 *
 * Bytes in order are views of their packet, valid until the next call; bytes that had to wait are copies
 * and keep the time of their own packet, so times within a direction may step back where packets were
 * captured out of order.
 */
export class TcpLayer {
  readonly #accept: (sourcePort: number, destinationPort: number) => boolean;
  readonly #seen: TcpLayerOptions['seen'];
  readonly #table = new ConnectionTable();
  /** Connections with a hole or with bytes that wait, the longest waiting first. */
  readonly #waiting = new Set<Connection>();
  readonly #buffered = { bytes: 0, arrivals: 0 };
  readonly #emit = (event: StreamEvent): void => {
    this.#events.push(event);
  };
  #events: StreamEvent[] = [];
  #connections = 0;
  #invalidHeaders = 0;
  #lastSweep: Timestamp = 0;
  #lastConnection = 0;

  constructor(options: TcpLayerOptions = {}) {
    this.#accept = options.accept ?? (() => true);
    this.#seen = options.seen;
  }

  /** Bytes that are held back now, with what the pieces themselves cost. */
  get bufferedBytes(): number {
    return this.#buffered.bytes;
  }

  /** Number of the connection that the last segment was of; 0 where it was of none that is followed. */
  get lastConnection(): number {
    return this.#lastConnection;
  }

  push(ip: IpPayload): readonly StreamEvent[] {
    this.#lastConnection = 0;
    const segment = readSegment(ip);
    if (segment === null) return this.#invalidHeader(ip);
    if (!this.#accept(segment.sourcePort, segment.destinationPort)) return NO_EVENTS;
    const connection = this.#connectionOf(ip, segment);
    this.#lastConnection = connection?.number ?? 0;
    if (connection !== null) this.#receive(connection, ip, segment);
    if (Math.abs(ip.at - this.#lastSweep) >= SWEEP_INTERVAL) this.#sweep(ip.at);
    return this.#takeEvents();
  }

  /** What a copy of an earlier packet is, which changes nothing; null where its connection is not known. */
  copy(ip: IpPayload): SeenSegment | null {
    const segment = readSegment(ip);
    const connection = segment === null ? null : this.#table.find(ip, segment);
    if (segment === null || connection === null) return null;
    return seeCopy(connection, connection.stream(connection.key.directionOf(ip, segment)!), segment);
  }

  /**
   * The capture clock says `at`: gives up what was waited for long enough by then. `push` does so too, with
   * the packets' times; this is for the times when no packet comes.
   */
  flushOlderThan(at: Timestamp): readonly StreamEvent[] {
    this.#sweep(at);
    return this.#takeEvents();
  }

  /** The capture is over: hands on what is left and closes all connections. */
  end(at: Timestamp): readonly StreamEvent[] {
    for (const connection of this.#table.open) {
      connection.close('capture-end', null, at);
      this.#follow(connection);
    }
    return this.#takeEvents();
  }

  #receive(connection: Connection, ip: IpPayload, segment: Segment): void {
    const wasOpen = connection.closed === null;
    const sender = connection.stream(connection.key.directionOf(ip, segment)!);
    if (this.#seen !== undefined) this.#seen(seeSegment(connection, sender, segment));
    else if (wasOpen) connection.receive(sender, segment);
    if (!wasOpen) return;
    this.#follow(connection);
    this.#boundBuffers(ip.at);
  }

  #connectionOf(ip: IpPayload, segment: Segment): Connection | null {
    const found = this.#table.find(ip, segment);
    if (found === null) return opensConnection(segment) ? this.#open(ip, segment) : null;
    if (found.closed === null && !(segment.flags & SYN)) return found;
    const sender = found.stream(found.key.directionOf(ip, segment)!);
    if (!startsAnother(found, sender, segment)) return found;
    found.close('reused', null, ip.at);
    this.#waiting.delete(found);
    this.#table.remove(found);
    return this.#open(ip, segment);
  }

  #open(ip: IpPayload, segment: Segment): Connection {
    // Side a sent the SYN, so who sends a SYN-ACK is side b.
    const aIsSource = (segment.flags & (SYN | ACK)) !== (SYN | ACK);
    const key = new ConnectionKey(ip, segment, aIsSource);
    this.#connections += 1;
    const connection = new Connection(key, this.#connections, segment, this.#emit, this.#buffered);
    this.#table.add(connection);
    if (this.#table.open.size > MAX_OPEN_CONNECTIONS) this.#closeIdle(connection, ip.at);
    return connection;
  }

  #closeIdle(newest: Connection, at: Timestamp): void {
    const byUse = [...this.#table.open].sort((one, other) => one.lastAt - other.lastAt);
    for (const connection of byUse.slice(0, Math.ceil(MAX_OPEN_CONNECTIONS * IDLE_EVICTION_PART))) {
      if (connection === newest) continue;
      connection.close('idle', null, at);
      this.#follow(connection);
    }
  }

  /** Keeps the lists right after anything happened to a connection. */
  #follow(connection: Connection): void {
    if (connection.closed !== null) {
      this.#waiting.delete(connection);
      this.#table.retire(connection);
    } else if (connection.waiting) {
      this.#waiting.add(connection);
    } else if (this.#waiting.size > 0) {
      this.#waiting.delete(connection);
    }
  }

  #boundBuffers(at: Timestamp): void {
    while (this.#buffered.bytes > MAX_BUFFERED_BYTES) {
      const [longest] = this.#waiting;
      if (longest === undefined) return;
      longest.giveUpHoles('limit', at);
      longest.settle(at);
      this.#follow(longest);
    }
  }

  #sweep(at: Timestamp): void {
    this.#lastSweep = at;
    for (const connection of this.#waiting) {
      connection.settle(at);
      this.#follow(connection);
    }
    this.#table.forgetClosed(at);
  }

  /** Its connection cannot be told, so its number is 0. */
  #invalidHeader(ip: IpPayload): readonly StreamEvent[] {
    if (this.#invalidHeaders >= MAX_ISSUES) return NO_EVENTS;
    this.#invalidHeaders += 1;
    return [
      {
        kind: 'issue',
        connection: 0,
        code: 'tcp/header-invalid',
        message: 'a TCP header is cut off or contradicts the length of its packet',
        at: ip.at,
        actual: ip.end - ip.start,
      },
    ];
  }

  #takeEvents(): readonly StreamEvent[] {
    if (this.#events.length === 0) return NO_EVENTS;
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
