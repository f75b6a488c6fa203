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

  /** Takes the bytes that followed the two heads and had already been given to HTTP, holes among them. */
  begin({ protocol, held, heldAt, heldGaps }: Switch): void {
    this.#exchange.hijack(protocol);
    for (const side of ['client', 'server'] as const) {
      let from = 0;
      for (const gap of heldGaps.filter((other) => other.side === side)) {
        if (gap.offset > from)
          this.#exchange.hijackBytes(side, held[side].subarray(from, gap.offset), heldAt[side]);
        this.#exchange.hijackGap(side, gap.missing, gap.at);
        from = gap.offset;
      }
      if (held[side].length > from) this.#exchange.hijackBytes(side, held[side].subarray(from), heldAt[side]);
    }
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
