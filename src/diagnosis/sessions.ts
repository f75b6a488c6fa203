import type { Exchange } from '../model/exchange.ts';
import type { Traffic } from './traffic.ts';

/** A BuildKit session that a client opened, by `POST /session` or by the call `Control/Session`. */
export interface OpenedSession {
  readonly id: string;
  readonly exchange: Exchange;
}

export function openedSessions(traffic: Traffic): readonly OpenedSession[] {
  return traffic.exchanges.flatMap((exchange) => {
    const { session } = exchange.docker;
    return session === null ? [] : [{ id: session.id, exchange }];
  });
}
