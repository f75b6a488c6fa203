import type { ExchangeDecoder } from '../docker/exchange-decoder.ts';
import type { HttpEvent } from '../http/events.ts';
import type { Issue } from '../layer/issue.ts';
import { type Direction, opposite, type Timestamp } from '../layer/origin.ts';
import type { ConnectionProtocol } from '../model/connection.ts';
import { CarriedConnection, carriesConnection } from './carried-connection.ts';
import type { ConnectionEnd, Conversation } from './conversation.ts';
import { Http2Conversation } from './http2-conversation.ts';
import { Http2Opening } from './http2-opening.ts';
import type { Seat } from './seat.ts';

type Switch = Extract<HttpEvent, { kind: 'protocol-switch' }>;

const PROTOCOLS: Readonly<Record<string, ConnectionProtocol>> = { h2c: 'http/2', websocket: 'websocket' };

/** What the exchange is when its connection ends; an idle one may yet go on. */
const finalStates: Readonly<Record<ConnectionEnd['how'], 'complete' | 'open' | 'aborted'>> = {
  fin: 'complete',
  reset: 'aborted',
  reused: 'aborted',
  idle: 'open',
  'capture-end': 'open',
};

/** After a hijack the connection belongs to one exchange, which takes all bytes of both sides to the end. */
export class HijackConversation implements Conversation {
  readonly protocol: ConnectionProtocol;
  readonly #exchange: ExchangeDecoder;
  readonly #client: Direction;
  readonly #seat: Seat;
  readonly #ended = { client: false, server: false };
  /** The calls on a connection that was handed over to HTTP/2. */
  #calls: Http2Conversation | null = null;
  /** The connection that an exec's streams may be. */
  #carried: CarriedConnection | null = null;
  /** What the daemon's side begins with where that should be HTTP/2. */
  #opening: Http2Opening | null = null;
  #closed = false;

  constructor(exchange: ExchangeDecoder, protocol: string | null, client: Direction, seat: Seat) {
    this.protocol = PROTOCOLS[protocol ?? ''] ?? 'raw';
    this.#exchange = exchange;
    this.#client = client;
    this.#seat = seat;
  }

  /** Takes the bytes that followed the two heads and had already been given to HTTP, holes among them. */
  begin({ protocol, at, held, heldAt, heldGaps }: Switch): void {
    this.#exchange.hijack(protocol, at);
    if (protocol === 'h2c') {
      this.#calls = this.#speakHttp2(this.#likelyAsking());
      this.#opening = new Http2Opening();
    } else if (carriesConnection(this.#exchange.operation)) this.#carry();
    for (const side of ['client', 'server'] as const) {
      let from = 0;
      for (const gap of heldGaps.filter((other) => other.side === side)) {
        if (gap.offset > from) this.#bytes(side, held[side].subarray(from, gap.offset), heldAt[side]);
        this.#gap(side, gap.missing, gap.at);
        from = gap.offset;
      }
      if (held[side].length > from) this.#bytes(side, held[side].subarray(from), heldAt[side]);
    }
  }

  push(direction: Direction, bytes: Uint8Array, at: Timestamp): void {
    this.#bytes(this.#side(direction), bytes, at);
  }

  gap(direction: Direction, missing: number, at: Timestamp): void {
    this.#gap(this.#side(direction), missing, at);
  }

  /** One side alone may end (a client without more stdin); only both together end the exchange. */
  end(direction: Direction, at: Timestamp): void {
    this.#ended[this.#side(direction)] = true;
    this.#calls?.end(direction, at);
    if (this.#ended.client && this.#ended.server) this.#finish('fin', at);
  }

  close(how: ConnectionEnd['how'], at: Timestamp): void {
    this.#finish(how, at);
  }

  #finish(how: ConnectionEnd['how'], at: Timestamp): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#note(this.#opening?.end(at));
    // buildx closes its connections by a reset; where no call was going on nothing was broken off.
    const done = how === 'reset' && (this.#calls ?? this.#carried)?.idle === true;
    this.#calls?.close(how, at);
    this.#carried?.close(how, at);
    this.#exchange.finish(done ? 'complete' : finalStates[how], at);
    this.#seat.closed(this.#exchange);
  }

  #bytes(side: 'client' | 'server', bytes: Uint8Array, at: Timestamp): void {
    this.#exchange.hijackBytes(side, bytes, at);
    if (side === 'server') this.#note(this.#opening?.push(bytes, at));
    this.#calls?.push(this.#direction(side), bytes, at);
    this.#seat.changed(this.#exchange);
  }

  #gap(side: 'client' | 'server', missing: number, at: Timestamp): void {
    this.#exchange.hijackGap(side, missing, at);
    if (side === 'server') this.#opening?.gap();
    this.#calls?.gap(this.#direction(side), missing, at);
    this.#seat.changed(this.#exchange);
  }

  #note(issue: Issue | null | undefined): void {
    if (issue != null) this.#seat.issue(issue);
  }

  #speakHttp2(asking: Direction): Http2Conversation {
    const place = { client: this.#client, asking, joinedLate: false, carrier: this.#exchange };
    return new Http2Conversation(place, this.#seat);
  }

  /** On a session the daemon calls (BuildKit, session/grpc.go), as it needs what is on the client's side. */
  #likelyAsking(): Direction {
    return this.#exchange.operation === 'Session' ? opposite(this.#client) : this.#client;
  }

  #carry(): void {
    const directions = { client: this.#client, server: opposite(this.#client) };
    this.#carried = new CarriedConnection(directions, (asking) => this.#speakHttp2(asking));
    this.#exchange.carry(this.#carried);
  }

  #direction(side: 'client' | 'server'): Direction {
    return side === 'client' ? this.#client : opposite(this.#client);
  }

  #side(direction: Direction): 'client' | 'server' {
    return direction === this.#client ? 'client' : 'server';
  }
}
