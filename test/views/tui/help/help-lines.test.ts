import { expect, it } from 'vitest';
import { fields } from '../../../../src/views/filter/fields.ts';
import { operators } from '../../../../src/views/filter/operators.ts';
import { helpLines } from '../../../../src/views/tui/help/help-lines.ts';
import { keyBindings } from '../../../../src/views/tui/keys/key-bindings.ts';
import { defaultKeyMap, makeKeyMap } from '../../../../src/views/tui/keys/key-map.ts';
import { lineText } from '../../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../../src/views/view-model/symbols.ts';

it('names every binding once, and every field and operator of a filter', () => {
  const text = helpLines(defaultKeyMap, unicodeSymbols).map(lineText);
  for (const { help } of keyBindings)
    expect(text.filter((line) => line.endsWith(` ${help}`))).toHaveLength(1);
  for (const { name } of [...fields, ...operators]) {
    expect(text.filter((line) => line.startsWith(`   ${name} `)).length).toBeGreaterThan(0);
  }
});

it('shows the keys that the user chose', () => {
  const text = helpLines(makeKeyMap({ 'list.follow': ['f'] }), unicodeSymbols).map(lineText);
  expect(text.find((line) => line.endsWith(' Follow the newest'))).toMatch(/^ {3}f /);
});
