import { expect, test } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import type { JsonValue } from '../../../src/views/view-model/content.ts';
import { jsonLines } from '../../../src/views/view-model/json-lines.ts';
import { lineText } from '../../../src/views/view-model/styled-line.ts';
import { asciiSymbols } from '../../../src/views/view-model/symbols.ts';

const linesOf = (
  values: readonly JsonValue[],
  width: number,
  toggled: readonly string[] = [],
  revealed = false,
): readonly string[] => {
  const view = { width, toggled: new Set(toggled), revealed, symbols: asciiSymbols };
  return jsonLines(values, view).map(({ line }) => lineText(line));
};

const LONG = 'a text that is too long for one line';

/** So narrow that no object or list with a long text is one line. */
const text = (value: JsonValue, toggled: readonly string[] = [], revealed = false) =>
  linesOf([value], 60, toggled, revealed);

test('one member a line, indented; what is small is one line', () => {
  expect(text({ a: [1, { x: 'y' }, LONG, true], b: {}, c: null, d: [] })).toEqual([
    ' - {',
    ' -   "a": [',
    '       1,',
    '       { "x": "y" },',
    `       "${LONG}",`,
    '       true',
    '     ],',
    '     "b": {},',
    '     "c": null,',
    '     "d": []',
    '   }',
  ]);
  expect(text({ a: 1, b: [{ c: 'd' }] })).toEqual(['   { "a": 1, "b": [{ "c": "d" }] }']);
});

test('a message of a stream is a line, where it fits', () => {
  const message = { status: 'Pushing', progressDetail: { current: 512, total: 1024 }, id: '5f70bf18a086' };
  const line =
    '   { "status": "Pushing", "progressDetail": { "current": 512, "total": 1024 }, "id": "5f70bf18a086" }';
  expect(linesOf([message, message], 120)).toEqual([line, line]);
  expect(linesOf([message], 60)).toEqual([
    ' - {',
    '     "status": "Pushing",',
    '     "progressDetail": { "current": 512, "total": 1024 },',
    '     "id": "5f70bf18a086"',
    '   }',
  ]);
});

test('a single value is no line that the eye gets lost in', () => {
  const value = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`name${index}`, 'value']));
  expect(linesOf([value], 300)).toHaveLength(14);
});

test('a text that is wider than the screen goes on beneath, but not for ever', () => {
  const words = Array.from({ length: 400 }, (_, index) => `w${index}`).join(' ');
  const lines = linesOf([{ words }], 40);
  expect(lines.slice(1, 3)).toEqual([
    '     "words": "w0 w1 w2 w3 w4 w5 w6 w7',
    '       w8 w9 w10 w11 w12 w13 w14 w15 w16',
  ]);
  expect(lines.length).toBeLessThan(16);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
});

test('folds and unfolds by key; what is deep is folded at first', () => {
  const members = { a: LONG, b: LONG };
  expect(text(members, ['json 0'])).toEqual([' + { 2 members }']);
  const deep = { a: { b: { c: members } } };
  expect(text(deep)).toContain(' +       "c": { 2 members }');
  expect(text(deep, ['json 0/a/b/c'])).toContain(`           "b": "${LONG}"`);
});

test('a secret is its mask until it is asked for', () => {
  for (const more of [{}, { a: LONG, b: LONG }]) {
    const value = { password: new Secret('hunter2'), ...more };
    expect(text(value).join('')).toContain('"password": "****"');
    expect(text(value).join('')).not.toContain('hunter2');
    expect(text(value, [], true).join('')).toContain('"password": "hunter2"');
  }
});

test('no control character, and no depth, does harm', () => {
  expect(text({ '\x1b': '\x1b]0;x\x07' }).join('')).not.toMatch(/[\x00-\x1f]/);
  let deep: JsonValue = 1;
  for (let depth = 0; depth < 5000; depth += 1) deep = [deep];
  expect(text(deep)).toHaveLength(7);
});
