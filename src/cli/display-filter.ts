import type { ReadEvent } from '../engine/capture-decoder.ts';
import type { Exchange } from '../model/exchange.ts';
import { UsageError } from './exit.ts';

/** What of a capture's events is shown. */
export type EventFilter = (events: readonly ReadEvent[]) => readonly ReadEvent[];

/**
 * Of `-Y`: leaves out the exchanges that do not pass; without a filter it leaves out nothing. An exchange is
 * judged when it is over, so none is given before. Connections and the summary stay: they are about the
 * capture. Throws `UsageError` for what is no filter.
 */
export async function displayFilter(text: string | undefined): Promise<EventFilter> {
  if (text === undefined) return (events) => events;
  const matches = await exchangeFilter(text);
  const passes = (event: ReadEvent): boolean =>
    event.kind !== 'exchange-opened' && (event.kind !== 'exchange-closed' || matches(event.exchange));
  return (events) => events.filter(passes);
}

/** Whether an exchange passes `text`. Throws `UsageError` for what is no filter. */
export async function exchangeFilter(text: string): Promise<(exchange: Exchange) => boolean> {
  // The language is loaded only where somebody filters.
  const [{ compileFilter }, { filterErrorText }] = await Promise.all([
    import('../views/filter/compile-filter.ts'),
    import('../views/filter/filter-error.ts'),
  ]);
  const filter = compileFilter(text);
  if (filter.kind === 'filter-error') throw new UsageError(`filter: ${filterErrorText(filter)}`);
  return filter.matches;
}
