import type { ExchangeDecoder, ExchangePlace } from '../docker/exchange-decoder.ts';
import type { Issue } from '../layer/issue.ts';
import type { Direction } from '../layer/origin.ts';
import type { Conversation } from './conversation.ts';

/** Who asks on HTTP/2, and by which exchange the connection was handed over, if by any. */
export type CallPlace = Pick<ExchangePlace, 'caller' | 'carrier'>;

/** A conversation's place on its connection: what it may ask for and change there. */
export interface Seat {
  /** Whether bytes of messages are wanted as they were sent. */
  readonly wire: boolean;
  /** The next exchange number, from 1 in order of the requests' first bytes. */
  reserve(): number;
  /** A new exchange, in which `client` is the side that asks. */
  begin(client: Direction, stream: number | null, id: number, call?: CallPlace): ExchangeDecoder;
  opened(exchange: ExchangeDecoder): void;
  changed(exchange: ExchangeDecoder): void;
  closed(exchange: ExchangeDecoder): void;
  issue(issue: Issue): void;
  /** The connection speaks something else from here on. */
  handOver(conversation: Conversation): void;
}
