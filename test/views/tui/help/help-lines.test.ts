import { expect, it } from 'vitest';
import { helpLines } from '../../../../src/views/tui/help/help-lines.ts';
import { keyBindings } from '../../../../src/views/tui/keys/key-bindings.ts';
import { keyHints } from '../../../../src/views/tui/keys/key-hints.ts';
import { lineText } from '../../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../../src/views/view-model/symbols.ts';

it('names every binding once', () => {
  const text = helpLines(unicodeSymbols).map(lineText);
  for (const { help } of keyBindings)
    expect(text.filter((line) => line.endsWith(` ${help}`))).toHaveLength(1);
});

it('hints at the keys of a place, without those of no use', () => {
  expect(lineText(keyHints('list', unicodeSymbols))).toBe(' ↵ open  F follow  q quit  ? help ');
  expect(lineText(keyHints('list', unicodeSymbols, ['list.follow']))).toBe(' ↵ open  q quit  ? help ');
});
