import { expect, test } from 'vitest';
import { expectationWords } from '../../../src/views/filter/expectation-words.ts';
import type { Field } from '../../../src/views/filter/field.ts';
import { findField } from '../../../src/views/filter/fields.ts';

const field = (name: string): Field => findField(name) as Field;

test('each is said once', () => {
  expect(
    expectationWords([
      { kind: 'operator', field: field('op') },
      { kind: 'connective' },
      { kind: 'connective' },
      { kind: 'symbol', symbol: ')' },
    ]),
  ).toEqual(['an operator', "'and' or 'or'", "')'"]);
});

test.each([
  ['op', 'a text'],
  ['up', 'a size'],
  ['status', 'a number'],
  ['is', 'a word'],
])('a value of %s is %s', (name, words) => {
  expect(expectationWords([{ kind: 'value', field: field(name) }])).toEqual([words]);
});
