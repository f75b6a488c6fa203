import { expect, test } from 'vitest';
import { defaultKeyMap } from '../../../../src/views/tui/keys/key-map.ts';
import { paletteAdvice, paletteEntries, paletteMeaning } from '../../../../src/views/tui/prompt/palette.ts';
import { lineText } from '../../../../src/views/view-model/styled-line.ts';

const entries = paletteEntries(defaultKeyMap);

test('has every command and every named filter, but not itself', () => {
  const names = entries.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['list.follow', 'go.builds', 'only.errors']));
  expect(names).not.toContain('app.palette');
  expect(names).toEqual(names.toSorted());
});

test.each([
  ['a whole name', 'go.builds', 'go.builds'],
  ['the end of one', 'statistics', 'go.statistics'],
  ['the first that begins so', 'list.s', 'list.sort'],
  ['words of its help', 'clipboard or newest', null],
  ['words that one help has', 'follow the newest', 'list.follow'],
  ['nothing', '', null],
])('%s', (_, text, expected) => {
  expect(paletteMeaning(entries, text)?.name ?? null).toBe(expected);
});

test('says what might have been meant', () => {
  const advice = paletteAdvice(entries, 'list.folow');
  expect(advice.valid).toBe(false);
  expect(lineText(advice.line)).toBe(' no such command; did you mean list.follow?');
});
