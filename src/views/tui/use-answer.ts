import { useLayoutEffect, useState } from 'react';
import type { Answers, Engine, Question } from '../view-model/engine.ts';

/** An answer that was asked for: on its way, here, or not to be had. */
export type Asked<Answer> =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'here'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly why: string };

const WAITING: Asked<never> = { kind: 'waiting' };
const NOTHING: Asked<never> = { kind: 'nothing' };

/** Answers that are kept: going back and forth between tabs reads no file again. */
const MAX_KEPT = 12;

const kept = new WeakMap<Engine, Map<string, Asked<never>>>();

/**
 * Asks the engine, and again whenever `age` is another one; until then the last answer stands. With `keep`
 * an answer is asked for once and remembered.
 */
export function useAnswer<Kind extends keyof Answers>(
  engine: Engine,
  question: Extract<Question, { kind: Kind }> | null,
  age: number | string,
  keep = false,
): Asked<Answers[Kind]> {
  const key = question === null ? '' : `${JSON.stringify(question)} ${keep ? age : ''}`;
  const [settled, settle] = useState<{ readonly key: string; readonly asked: Asked<Answers[Kind]> } | null>(
    null,
  );
  const memory = memoryOf(engine);
  // Before the screen is drawn: an answer that is at hand is then drawn at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `age` is the reason to ask again
  useLayoutEffect(() => {
    if (question === null || (keep && memory.has(key))) return;
    let wanted = true;
    const found = (asked: Asked<Answers[Kind]>) => {
      if (keep) remember(memory, key, asked);
      if (wanted) settle({ key, asked });
    };
    engine.ask(question).then(
      (answer) => found({ kind: 'here', answer: answer as Answers[Kind] }),
      (error: unknown) =>
        found({ kind: 'refused', why: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [engine, key, age]);
  if (question === null) return NOTHING;
  return (keep ? memory.get(key) : undefined) ?? (settled?.key === key ? settled.asked : WAITING);
}

function memoryOf(engine: Engine): Map<string, Asked<never>> {
  let memory = kept.get(engine);
  if (memory === undefined) {
    memory = new Map();
    kept.set(engine, memory);
  }
  return memory;
}

function remember(memory: Map<string, Asked<never>>, key: string, asked: Asked<unknown>): void {
  memory.set(key, asked as Asked<never>);
  const [oldest] = memory.keys();
  if (memory.size > MAX_KEPT && oldest !== undefined) memory.delete(oldest);
}
