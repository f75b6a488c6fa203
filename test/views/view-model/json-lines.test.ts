import { expect, test } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import type { JsonValue } from '../../../src/views/view-model/content.ts';
import { jsonLines } from '../../../src/views/view-model/json-lines.ts';
import { lineText } from '../../../src/views/view-model/styled-line.ts';
import { asciiSymbols } from '../../../src/views/view-model/symbols.ts';

const text = (value: JsonValue, toggled: readonly string[] = [], revealed = false) =>
  jsonLines([value], new Set(toggled), revealed, asciiSymbols).map(({ line }) => lineText(line));

test('one member a line, indented', () => {
  expect(text({ a: [1, 'x'], b: {}, c: null })).toEqual([
    ' - {',
    ' -   "a": [',
    '       1,',
    '       "x"',
    '     ],',
    '     "b": {},',
    '     "c": null',
    '   }',
  ]);
});

test('folds and unfolds by key; what is deep is folded at first', () => {
  expect(text({ a: [1, 2] }, ['json 0'])).toEqual([' + { 1 member }']);
  const deep = { a: { b: { c: { d: 1 } } } };
  expect(text(deep)).toContain(' +       "c": { 1 member }');
  expect(text(deep, ['json 0/a/b/c'])).toContain('           "d": 1');
});

test('a secret is its mask until it is asked for', () => {
  const value = { password: new Secret('hunter2') };
  expect(text(value)[1]).toBe('     "password": "****"');
  expect(text(value, [], true)[1]).toBe('     "password": "hunter2"');
});

test('no control character, and no depth, does harm', () => {
  expect(text({ '\x1b': '\x1b]0;x\x07' }).join('')).not.toMatch(/[\x00-\x1f]/);
  let deep: JsonValue = 1;
  for (let depth = 0; depth < 5000; depth += 1) deep = [deep];
  expect(text(deep)).toHaveLength(7);
});
