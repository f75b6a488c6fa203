import type { ExchangeDecoder } from '../docker/exchange-decoder.ts';
import { mightHijack, takesOver } from '../docker/hijack-rule.ts';
import type { HttpEvent } from '../http/events.ts';
import { Http1Layer, type ConnectionEnd as HttpEnd } from '../http1/http1-layer.ts';
import type { Direction, Timestamp } from '../layer/origin.ts';
import type { ConnectionEnd, Conversation } from './conversation.ts';
import { HijackConversation } from './hijack-conversation.ts';
import type { Seat } from './seat.ts';

/** How HTTP sees the end of its connection. */
const connectionEnds: Readonly<Record<ConnectionEnd['how'], HttpEnd>> = {
  fin: 'closed',
  reset: 'reset',
  reused: 'reset',
  idle: 'capture-end',
  'capture-end': 'capture-end',
};

/** HTTP/1: one exchange after another, until one of them takes the connection over. */
export class HttpConversation implements Conversation {
  readonly protocol = 'http/1';
  readonly #client: Direction;
  readonly #seat: Seat;
  readonly #http: Http1Layer;
  readonly #exchanges = new Map<number, ExchangeDecoder>();
  readonly #ended = new Set<Direction>();
  #reserved: number | null = null;

  constructor(client: Direction, joinedLate: boolean, seat: Seat) {
    this.#client = client;
    this.#seat = seat;
    const rules = { switches: takesOver, mightSwitch: mightHijack };
    this.#http = new Http1Layer({ clientDirection: client, joinedLate, wire: seat.wire, ...rules });
  }

  push(direction: Direction, bytes: Uint8Array, at: Timestamp): void {
    this.#take(this.#http.push(bytes, { direction, at }));
    // A head of several segments has its number from its first byte on.
    if (direction === this.#client && this.#http.requestBegun) this.#reserved ??= this.#seat.reserve();
  }

  gap(direction: Direction, missing: number, at: Timestamp): void {
    this.#take(this.#http.gap(missing, { direction, at }));
  }

  end(direction: Direction, at: Timestamp): void {
    this.#ended.add(direction);
    this.#take(this.#http.end({ direction, at }));
  }

  close(how: ConnectionEnd['how'], at: Timestamp): void {
    this.#take(this.#http.finish(at, connectionEnds[how]));
  }

  #take(events: readonly HttpEvent[]): void {
    for (const event of events) {
      if (event.kind === 'issue' && event.stream === null) this.#seat.issue(event);
      else this.#handle(event);
    }
  }

  #handle(event: HttpEvent): void {
    const stream = event.stream as number;
    let exchange = this.#exchanges.get(stream);
    if (exchange === undefined) {
      exchange = this.#seat.begin(this.#client, null, this.#number(event));
      this.#exchanges.set(stream, exchange);
      exchange.handle(event);
      this.#seat.opened(exchange);
    } else if (event.kind === 'protocol-switch') {
      this.#exchanges.delete(stream);
      const hijack = new HijackConversation(exchange, event.protocol, this.#client, this.#seat);
      this.#seat.handOver(hijack);
      hijack.begin(event);
      // A client without stdin may have ended before the answer came.
      for (const direction of this.#ended) hijack.end(direction, event.at);
    } else {
      exchange.handle(event);
      if (event.kind === 'exchange-end') {
        this.#exchanges.delete(stream);
        this.#seat.closed(exchange);
      } else {
        this.#seat.changed(exchange);
      }
    }
  }

  #number(event: HttpEvent): number {
    if (event.kind !== 'request-head' || this.#reserved === null) return this.#seat.reserve();
    const reserved = this.#reserved;
    this.#reserved = null;
    return reserved;
  }
}
