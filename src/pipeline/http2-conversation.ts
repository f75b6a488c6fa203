import type { ExchangeDecoder } from '../docker/exchange-decoder.ts';
import type { HttpEvent } from '../http/events.ts';
import { Http2Layer, type ConnectionEnd as HttpEnd } from '../http2/http2-layer.ts';
import { type Direction, opposite, type Timestamp } from '../layer/origin.ts';
import { CarriedConnection, carriesConnection } from './carried-connection.ts';
import type { ConnectionEnd, Conversation } from './conversation.ts';
import type { Seat } from './seat.ts';

/** How HTTP sees the end of its connection. */
const connectionEnds: Readonly<Record<ConnectionEnd['how'], HttpEnd>> = {
  fin: 'closed',
  reset: 'reset',
  reused: 'reset',
  idle: 'capture-end',
  'capture-end': 'capture-end',
};

/** How a call that carries a connection says that this one is over. */
const carriedEnds = {
  complete: 'fin',
  aborted: 'reset',
  open: 'capture-end',
  incomplete: 'capture-end',
} as const;

type ExchangeEnd = Extract<HttpEvent, { kind: 'exchange-end' }>;

export interface Http2Place {
  /** The connection's client: the docker client, whichever side asks. */
  readonly client: Direction;
  /** The side that is taken for the one that asks until its bytes tell better. */
  readonly asking: Direction;
  readonly joinedLate: boolean;
  /** The exchange whose connection was handed over, or that carries this one. */
  readonly carrier: ExchangeDecoder | null;
}

/** HTTP/2: an exchange for each stream, many at once. */
export class Http2Conversation implements Conversation {
  readonly protocol = 'http/2';
  readonly #place: Http2Place;
  readonly #seat: Seat;
  readonly #http: Http2Layer;
  readonly #exchanges = new Map<number, ExchangeDecoder>();
  /** Exchanges that are over, but have not all of their record yet. */
  readonly #ended = new Set<ExchangeDecoder>();
  readonly #carried = new Map<number, CarriedConnection>();

  constructor(place: Http2Place, seat: Seat) {
    this.#place = place;
    this.#seat = seat;
    this.#http = new Http2Layer({
      clientDirection: place.asking,
      joinedLate: place.joinedLate,
      wire: seat.wire,
    });
  }

  /** No exchange is going on. */
  get idle(): boolean {
    return this.#http.idle;
  }

  push(direction: Direction, bytes: Uint8Array, at: Timestamp): void {
    this.#take(this.#http.push(bytes, { direction, at }));
  }

  gap(direction: Direction, missing: number, at: Timestamp): void {
    this.#take(this.#http.gap(missing, { direction, at }));
  }

  end(direction: Direction, at: Timestamp): void {
    this.#take(this.#http.end({ direction, at }));
  }

  close(how: ConnectionEnd['how'], at: Timestamp): void {
    this.#take(this.#http.finish(at, connectionEnds[how]));
    this.#closeEnded(true);
  }

  #take(events: readonly HttpEvent[]): void {
    for (const event of events) {
      if (event.stream === null) {
        if (event.kind === 'issue') this.#seat.issue(event);
      } else this.#handle(event, event.stream);
    }
  }

  #handle(event: HttpEvent, stream: number): void {
    const known = this.#exchanges.get(stream);
    const exchange = known ?? this.#begin(stream);
    if (event.kind === 'exchange-end') {
      this.#exchanges.delete(stream);
      exchange.handle(this.#endCarried(event, stream));
    } else exchange.handle(event);
    if (known === undefined) this.#seat.opened(exchange);
    if (event.kind !== 'exchange-end') this.#seat.changed(exchange);
    else {
      this.#ended.add(exchange);
      this.#closeEnded(false);
    }
    if (event.kind === 'request-head' && carriesConnection(exchange.operation)) {
      this.#carry(exchange, stream);
    }
  }

  /** A connection that a call carries ends with it: mostly the client cancels the call once it is done. */
  #endCarried(event: ExchangeEnd, stream: number): ExchangeEnd {
    const carried = this.#carried.get(stream);
    if (carried === undefined) return event;
    const done = event.state === 'aborted' && carried.idle;
    carried.close(carriedEnds[event.state], event.at);
    this.#carried.delete(stream);
    return done ? { ...event, state: 'complete' } : event;
  }

  /** A build waits for its status, which is another call and may end a moment later. */
  #closeEnded(all: boolean): void {
    for (const exchange of this.#ended) {
      if (exchange.awaitsMore && !all) continue;
      this.#ended.delete(exchange);
      this.#seat.closed(exchange);
    }
  }

  #begin(stream: number): ExchangeDecoder {
    const { client } = this.#place;
    // On a session the daemon asks; the exchange still stands between the client and the daemon.
    const caller = client === this.#http.clientDirection ? 'client' : 'daemon';
    const carrier = this.#place.carrier?.asCarrier ?? null;
    const exchange = this.#seat.begin(client, stream, this.#seat.reserve(), { caller, carrier });
    this.#exchanges.set(stream, exchange);
    return exchange;
  }

  #carry(exchange: ExchangeDecoder, stream: number): void {
    const asking = this.#http.clientDirection;
    const sides = { client: asking, server: opposite(asking) };
    const place = { client: this.#place.client, joinedLate: false, carrier: exchange };
    const carried = new CarriedConnection(
      sides,
      (from) => new Http2Conversation({ ...place, asking: from }, this.#seat),
    );
    this.#carried.set(stream, carried);
    exchange.carry(carried);
  }
}
