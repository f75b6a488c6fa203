import { ExchangeDecoder } from '../docker/exchange-decoder.ts';
import type { ConnectionNote } from '../layer/connection-note.ts';
import type { Issue } from '../layer/issue.ts';
import { type Direction, opposite, type Timestamp } from '../layer/origin.ts';
import type { Connection, ConnectionSide, EachSide } from '../model/connection.ts';
import type { ConnectionEnd, ConnectionOpen, Conversation } from './conversation.ts';
import { endpointText } from './endpoint-text.ts';
import { nextLayer } from './next-layer.ts';
import { addNote, NOT_PROXIED, type ProxyFacts, unixEnds } from './proxy-facts.ts';
import type { Seat } from './seat.ts';
import type { Shared } from './shared.ts';

/** First bytes of a connection that are kept until they name its protocol. */
const MAX_UNNAMED_BYTES = 4096;
/** The same where they may be the middle of something: a few frames of HTTP/2 with content fit. */
const MAX_UNNAMED_LATE_BYTES = 64 * 1024;
/** Issues kept of one connection: a noisy one must not fill the memory; all of them are counted. */
const MAX_ISSUES = 100;
const NOTHING_YET: ConnectionSide = {
  packets: 0,
  bytes: 0,
  retransmittedBytes: 0,
  outOfOrderPackets: 0,
  missingBytes: 0,
  stalledMs: 0,
};

type Times = Record<Direction, Timestamp | null>;

type Held =
  | {
      readonly kind: 'bytes';
      readonly direction: Direction;
      readonly bytes: Uint8Array;
      readonly at: Timestamp;
    }
  | { readonly kind: 'gap'; readonly direction: Direction; readonly missing: number; readonly at: Timestamp }
  | { readonly kind: 'end'; readonly direction: Direction; readonly at: Timestamp };

/** One connection: names what is spoken on it, and gives its bytes to the conversation that speaks it. */
export class ConnectionDecoder {
  readonly #open: ConnectionOpen;
  readonly #shared: Shared;
  readonly #issues: Issue[] = [];
  #client: Direction;
  #conversation: Conversation | null = null;
  #held: Held[] = [];
  #heldBytes = 0;
  #exchanges = 0;
  #endedFirst: { readonly direction: Direction; readonly at: Timestamp } | null = null;
  #end: ConnectionEnd | null = null;
  readonly #lastByteAt: Times = { 'a-to-b': null, 'b-to-a': null };
  readonly #endedAt: Times = { 'a-to-b': null, 'b-to-a': null };
  #proxy: ProxyFacts = NOT_PROXIED;

  constructor(open: ConnectionOpen, shared: Shared, note: ConnectionNote | null = null) {
    this.#open = open;
    this.#shared = shared;
    if (note !== null) this.note(note);
    this.#client = likelyClient(open, shared.serverPorts);
    shared.emit({ kind: 'connection-opened', connection: this.record() });
  }

  /** What a proxy wrote of it. */
  note(note: ConnectionNote): void {
    this.#proxy = addNote(this.#proxy, note, this.#open.at);
  }

  push(direction: Direction, bytes: Uint8Array, at: Timestamp): void {
    this.#lastByteAt[direction] = at;
    if (this.#conversation !== null) {
      this.#conversation.push(direction, bytes, at);
      return;
    }
    this.#held.push({ kind: 'bytes', direction, bytes: new Uint8Array(bytes), at });
    this.#heldBytes += bytes.length;
    this.#choose(this.#heldBytes >= (this.#joinedLate ? MAX_UNNAMED_LATE_BYTES : MAX_UNNAMED_BYTES));
  }

  gap(direction: Direction, missing: number, at: Timestamp): void {
    if (this.#conversation === null) this.#held.push({ kind: 'gap', direction, missing, at });
    else this.#conversation.gap(direction, missing, at);
  }

  end(direction: Direction, at: Timestamp): void {
    this.#endedFirst ??= { direction, at };
    this.#endedAt[direction] = at;
    if (this.#conversation === null) this.#held.push({ kind: 'end', direction, at });
    else this.#conversation.end(direction, at);
  }

  close(end: ConnectionEnd): void {
    if (this.#conversation === null && this.#heldBytes > 0) this.#choose(true);
    this.#conversation?.close(end.how, end.at);
    if (end.direction !== null) this.#endedFirst ??= { direction: end.direction, at: end.at };
    this.#end = end;
    if (this.#proxy.tlsFailure !== null && this.#exchanges === 0) this.#tellTlsFailure(end.at);
    this.#shared.emit({ kind: 'connection-closed', connection: this.record() });
  }

  issue(issue: Issue): void {
    if (this.#issues.length < MAX_ISSUES) this.#issues.push(issue);
    this.#shared.emit(issue);
  }

  record(): Connection {
    const { a, b } = this.#open;
    const aIsClient = this.#client === 'a-to-b';
    const sides = this.#end?.statistics;
    const fromA = sides?.aToB ?? NOTHING_YET;
    const fromB = sides?.bToA ?? NOTHING_YET;
    const unix = unixEnds(this.#proxy);
    return {
      id: this.#open.connection,
      client: unix?.client ?? endpointText(aIsClient ? a : b),
      server: unix?.server ?? endpointText(aIsClient ? b : a),
      openedAt: this.#open.at,
      closedAt: this.#end?.at ?? null,
      closedBy: this.#end?.how ?? null,
      endedFirst: this.#firstEnd(),
      handshake: this.#open.handshake,
      lastByteAt: this.#eachSide(this.#lastByteAt),
      endedAt: this.#eachSide(this.#endedAt),
      protocol: this.#conversation?.protocol ?? 'unknown',
      fromClient: aIsClient ? fromA : fromB,
      fromServer: aIsClient ? fromB : fromA,
      exchanges: this.#exchanges,
      issues: this.#issues.slice(),
      tls: this.#conversation?.tls ?? null,
      ...this.#proxy,
    };
  }

  #firstEnd(): Connection['endedFirst'] {
    if (this.#endedFirst === null) return null;
    const { direction, at } = this.#endedFirst;
    return { side: direction === this.#client ? 'client' : 'server', at };
  }

  #eachSide(times: Times): EachSide {
    return { client: times[this.#client], server: times[opposite(this.#client)] };
  }

  /** A handshake that failed is an exchange that came to nothing. */
  #tellTlsFailure(at: Timestamp): void {
    const seat = this.#seat();
    const exchange = seat.begin(this.#client, null, seat.reserve());
    seat.opened(exchange);
    exchange.finish('aborted', at);
    seat.closed(exchange);
  }

  #seat(): Seat {
    const { buildkit, changed, emit, hash, names, nextExchange, secrets, tap } = this.#shared;
    return {
      wire: this.#shared.wire,
      reserve: nextExchange,
      begin: (client, stream, id, call = { caller: 'client', carrier: null }) => {
        // Whoever asks is the client, whatever the ports made us think.
        this.#client = client;
        this.#exchanges += 1;
        const { client: from, server: to } = this.record();
        const place = {
          id,
          connection: this.#open.connection,
          stream,
          client: from,
          server: to,
          proxy: () => this.#proxy,
          ...call,
        };
        return new ExchangeDecoder(place, { hash, secrets, names, tap: tap(id), buildkit });
      },
      opened: (exchange) => emit({ kind: 'exchange-opened', exchange: exchange.record() }),
      changed: (exchange) => {
        changed.add(exchange);
      },
      closed: (exchange) => {
        changed.delete(exchange);
        emit({ kind: 'exchange-closed', exchange: exchange.record() });
      },
      issue: (issue) => this.issue(issue),
      handOver: (conversation) => {
        this.#conversation = conversation;
      },
    };
  }

  get #joinedLate(): boolean {
    return this.#open.handshake === 'missed' || this.#held.some((held) => held.kind === 'gap');
  }

  /** Names the protocol from the bytes held, and plays them to it; `certain` takes what there is. */
  #choose(certain: boolean): void {
    const first = (direction: Direction): Uint8Array =>
      Buffer.concat(
        this.#held.flatMap((held) =>
          held.kind === 'bytes' && held.direction === direction ? [held.bytes] : [],
        ),
      );
    const chosen = nextLayer({
      first: { 'a-to-b': first('a-to-b'), 'b-to-a': first('b-to-a') },
      likelyClient: this.#client,
      joinedLate: this.#joinedLate,
      certain,
      at: this.#open.at,
      seat: this.#seat(),
    });
    if (chosen === null) return;
    this.#conversation = chosen;
    const held = this.#held;
    this.#held = [];
    for (const item of held) {
      // Looked up each time: playing back one item may hand the connection over to another conversation.
      const conversation: Conversation = this.#conversation;
      if (item.kind === 'bytes') conversation.push(item.direction, item.bytes, item.at);
      else if (item.kind === 'gap') conversation.gap(item.direction, item.missing, item.at);
      else conversation.end(item.direction, item.at);
    }
  }
}

/**
 * The side that sent the SYN is the client. Joined in the middle, a known daemon port tells; failing that,
 * the lower port number is the server's, as ephemeral ports are high. The first bytes correct a wrong guess.
 */
function likelyClient(open: ConnectionOpen, serverPorts: ReadonlySet<number>): Direction {
  if (open.handshake === 'seen' || open.a.port === null || open.b.port === null) return 'a-to-b';
  if (serverPorts.has(open.b.port)) return 'a-to-b';
  if (serverPorts.has(open.a.port)) return 'b-to-a';
  return open.a.port < open.b.port ? 'b-to-a' : 'a-to-b';
}
