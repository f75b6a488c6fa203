import type { Field } from './field.ts';
import { fields } from './fields.ts';
import { connectives, operators } from './operators.ts';
import { parseFilter } from './parse-filter.ts';
import type { Expectation } from './syntax.ts';
import { tokenize } from './tokens.ts';

export interface Completion {
  /** What to put in place of the characters from `start` to `end`. */
  readonly text: string;
  readonly description: string;
}

export interface Completions {
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

/**
 * What could stand at the cursor (0 to the text's length) and begins as the word there does. Values of texts
 * and numbers are not offered: only whoever holds the exchanges knows some.
 */
export function completions(text: string, cursor: number): Completions {
  const before = text.slice(0, cursor);
  const last = tokenize(before).at(-2);
  const inWord = last?.kind === 'word' && last.end === before.length;
  const start = inWord ? last.start : before.length;
  const prefix = before.slice(start).toLowerCase();
  // The rest of the word behind the cursor goes with it.
  const rest =
    inWord || prefix === '' ? (/^[^\s(){},"'=!<>&|~]*/.exec(text.slice(cursor))?.[0].length ?? 0) : 0;
  const next = parseFilter(before.slice(0, start)).next;
  const items = next.flatMap(offered).filter((item) => item.text.startsWith(prefix) && item.text !== prefix);
  const unique = Array.from(new Map(items.map((item) => [item.text, item])).values());
  return { start, end: prefix === '' ? cursor : cursor + rest, items: unique };
}

function offered(expectation: Expectation): readonly Completion[] {
  switch (expectation.kind) {
    case 'test':
      return [...fields.map(named), ...connectives.filter(({ name }) => name === 'not').map(named)];
    case 'operator':
      return operators.filter((operator) => goesWith(operator.takes, expectation.field)).map(named);
    case 'value':
    case 'choice':
      return (expectation.field.choices ?? []).map(named);
    case 'connective':
      return connectives.filter(({ name }) => name !== 'not').map(named);
    case 'symbol':
      return [{ text: expectation.symbol, description: '' }];
  }
}

function named({ name, description }: { readonly name: string; readonly description: string }): Completion {
  return { text: name, description };
}

function goesWith(takes: 'all' | 'numbers' | 'text', field: Field): boolean {
  if (takes === 'all') return true;
  if (field.type === 'choice') return false;
  return (takes === 'text') === (field.type === 'text');
}
