import type { ExchangeDecoder } from '../docker/exchange-decoder.ts';
import type { HttpEvent } from '../http/events.ts';
import type { Direction, Timestamp } from '../layer/origin.ts';
import type { ConnectionProtocol } from '../model/connection.ts';
import type { ConnectionEnd, Conversation } from './conversation.ts';
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
  #closed = false;

  constructor(exchange: ExchangeDecoder, protocol: string | null, client: Direction, seat: Seat) {
    this.protocol = PROTOCOLS[protocol ?? ''] ?? 'raw';
    this.#exchange = exchange;
    this.#client = client;
    this.#seat = seat;
  }

  /** Takes the bytes that followed the two heads and had already been given to HTTP. */
  begin(event: Switch): void {
    this.#exchange.hijack(event.protocol);
    const { held, heldAt } = event;
    if (held.client.length > 0) this.#exchange.hijackBytes('client', held.client, heldAt.client);
    if (held.server.length > 0) this.#exchange.hijackBytes('server', held.server, heldAt.server);
    this.#seat.changed(this.#exchange);
  }

  push(direction: Direction, bytes: Uint8Array, at: Timestamp): void {
    this.#exchange.hijackBytes(this.#side(direction), bytes, at);
    this.#seat.changed(this.#exchange);
  }

  gap(direction: Direction, missing: number, at: Timestamp): void {
    this.#exchange.hijackGap(this.#side(direction), missing, at);
    this.#seat.changed(this.#exchange);
  }

  /** One side alone may end (a client without more stdin); only both together end the exchange. */
  end(direction: Direction, at: Timestamp): void {
    this.#ended[this.#side(direction)] = true;
    if (this.#ended.client && this.#ended.server) this.#finish('complete', at);
  }

  close(how: ConnectionEnd['how'], at: Timestamp): void {
    this.#finish(finalStates[how], at);
  }

  #finish(state: 'complete' | 'open' | 'aborted', at: Timestamp): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#exchange.finish(state, at);
    this.#seat.closed(this.#exchange);
  }

  #side(direction: Direction): 'client' | 'server' {
    return direction === this.#client ? 'client' : 'server';
  }
}
