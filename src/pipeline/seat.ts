import type { ExchangeDecoder } from '../docker/exchange-decoder.ts';
import type { Issue } from '../layer/issue.ts';
import type { Direction } from '../layer/origin.ts';
import type { Conversation } from './conversation.ts';

/** A conversation's place on its connection: what it may ask for and change there. */
export interface Seat {
  /** A new exchange, numbered, in which `client` is the side that asks. */
  begin(client: Direction, stream: number | null): ExchangeDecoder;
  opened(exchange: ExchangeDecoder): void;
  changed(exchange: ExchangeDecoder): void;
  closed(exchange: ExchangeDecoder): void;
  issue(issue: Issue): void;
  /** The connection speaks something else from here on. */
  handOver(conversation: Conversation): void;
}
