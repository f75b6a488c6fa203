import { useLayoutEffect, useState } from 'react';
import type { Engine } from '../../view-model/engine.ts';

type Exchange = NonNullable<Awaited<ReturnType<Engine['exchange']>>>;

/** An exchange that was asked for: on its way, here, or not to be had. */
export type AskedExchange =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'here'; readonly exchange: Exchange }
  | { readonly kind: 'gone'; readonly why: string };

const WAITING: AskedExchange = { kind: 'waiting' };

/** Asks for an exchange, and again after changes as long as it goes on. `version` grows with each change. */
export function useExchange(engine: Engine, id: number, version: number): AskedExchange {
  const [asked, setAsked] = useState<{ readonly id: number; readonly answer: AskedExchange } | null>(null);
  const answer = asked?.id === id ? asked.answer : WAITING;
  const goesOn = answer.kind !== 'here' || answer.exchange.state === 'open';
  const question = goesOn ? version : null;
  // Before the screen is drawn: an answer that is at hand is then drawn at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `question` is the reason to ask again
  useLayoutEffect(() => {
    let wanted = true;
    const settle = (settled: AskedExchange) => {
      if (wanted) setAsked({ id, answer: settled });
    };
    engine.exchange(id).then(
      (exchange) =>
        settle(
          exchange === null ? { kind: 'gone', why: 'It is no longer kept.' } : { kind: 'here', exchange },
        ),
      (error: unknown) =>
        settle({ kind: 'gone', why: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [engine, id, question]);
  return answer;
}
