import { expect, it } from 'vitest';
import { keyHints } from '../../../../src/views/tui/keys/key-hints.ts';
import { defaultKeyMap, makeKeyMap } from '../../../../src/views/tui/keys/key-map.ts';
import { lineText } from '../../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../../src/views/view-model/symbols.ts';

const hints = (...args: [width: number, keyMap?: typeof defaultKeyMap, without?: 'list.follow'[]]) =>
  lineText(keyHints('list', args[1] ?? defaultKeyMap, unicodeSymbols, args[0], args[2] ?? []));

it('names the keys of a place, without those of no use', () => {
  expect(hints(100)).toBe(
    ' ↵ open  space fold  / filter  e errors  b builds  F follow  2-9 screens  \\ preview  q quit  ? help ',
  );
  expect(hints(100, defaultKeyMap, ['list.follow'])).not.toContain('follow');
});

it('leaves out what has no room, but never how to leave', () => {
  expect(hints(40)).toBe(' ↵ open  space fold  q quit  ? help ');
  expect(hints(1)).toBe(' q quit  ? help ');
});

it('fills the room that there is', () => {
  const wide = hints(200);
  for (const words of ['m mark', 'c compare', 'y copy', 'w save', ': commands', 'ctrl-f find', 'o sort']) {
    expect(wide).toContain(` ${words} `);
  }
  expect(wide.length).toBeLessThanOrEqual(200);
});

it('names two keys that belong together at once', () => {
  const detail = lineText(keyHints('detail', defaultKeyMap, unicodeSymbols, 200));
  expect(detail).toContain(' [ ] other calls ');
});

it('names a key by what the user chose, and none that was taken off', () => {
  expect(hints(100, makeKeyMap({ 'list.open': ['o'], 'filter.edit': [] }))).toMatch(
    /^ o open {2}space fold {2}e /,
  );
});
