import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completions } from '../../../src/views/filter/completions.ts';
import { fields } from '../../../src/views/filter/fields.ts';

/** What is offered where `|` stands. */
function offered(marked: string): readonly string[] {
  const cursor = marked.indexOf('|');
  return completions(marked.replace('|', ''), cursor).items.map(({ text }) => text);
}

const tests = [...fields.map(({ name }) => name), 'not'];

describe('what is offered', () => {
  test.each<[string, readonly string[]]>([
    ['|', tests],
    ['not |', tests],
    ['(|', tests],
    ['is build and |', tests],
    ['sta|', ['status']],
    ['STA|', ['status']],
    ['op == x and du|', ['duration']],
    ['status|', []],
    ['op |', ['==', '!=', 'contains', 'matches', 'in', 'and', 'or']],
    ['up |', ['==', '!=', '<', '<=', '>', '>=', 'in', 'and', 'or']],
    [
      'is |',
      [
        '==',
        '!=',
        'in',
        ...(fields.find(({ name }) => name === 'is')?.choices ?? []).map(({ name }) => name),
      ],
    ],
    ['is e|', ['error']],
    ['has cred|', ['credentials']],
    ['status == |', ['error', 'ok', 'open', 'aborted', 'incomplete']],
    ['status in {open a|', ['aborted']],
    ['status in {open |', ['}', 'error', 'ok', 'aborted', 'incomplete', 'open']],
    ['op == |', []],
    ['op == build |', ['and', 'or']],
    ['op == build a|', ['and']],
    ['(op == build |', ['and', 'or', ')']],
    ['op in |', ['{']],
    ['"sta|', []],
    ['frobnicate > |', []],
  ])('%s', (marked, items) => {
    expect([...offered(marked)].sort()).toEqual([...items].sort());
  });
});

test('the whole word about the cursor is replaced', () => {
  expect(completions('is error and stxx > 1', 15)).toMatchObject({ start: 13, end: 17 });
  expect(completions('is error and ', 13)).toMatchObject({ start: 13, end: 13 });
  expect(completions('is err', 2)).toMatchObject({ start: 0, end: 2 });
});

test('whatever the text and the cursor, what is offered lies about it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc
      .array(fc.constantFrom('op', 'is', 'st', '==', 'in', '{', '(', '"a', 'and', 'not'), { maxLength: 8 })
      .map((pieces) => pieces.join(' ')),
  );
  fc.assert(
    fc.property(text, fc.nat(40), (filter, at) => {
      const cursor = Math.min(at, filter.length);
      const { start, end } = completions(filter, cursor);
      expect(start).toBeLessThanOrEqual(cursor);
      expect(end).toBeGreaterThanOrEqual(cursor);
      expect(end).toBeLessThanOrEqual(filter.length);
    }),
    { numRuns: 300 },
  );
});
