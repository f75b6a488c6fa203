import { literals } from './literals.ts';
import type { Expectation } from './syntax.ts';

/** What could stand at a place, in words for an error; each once. */
export function expectationWords(expectations: readonly Expectation[]): readonly string[] {
  return Array.from(new Set(expectations.map(words)));
}

function words(expectation: Expectation): string {
  switch (expectation.kind) {
    case 'test':
      return 'a field or a text';
    case 'operator':
      return 'an operator';
    case 'value': {
      const { field } = expectation;
      if (field.type === 'choice') return 'a word';
      return field.type === 'text' ? 'a text' : literals[field.type].words;
    }
    case 'choice':
      return `a word after '${expectation.field.name}'`;
    case 'connective':
      return "'and' or 'or'";
    case 'symbol':
      return `'${expectation.symbol}'`;
  }
}
