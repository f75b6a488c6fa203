import { padText } from '../../view-model/fit-text.ts';
import { type StyledLine, span } from '../../view-model/styled-line.ts';
import type { Symbols } from '../../view-model/symbols.ts';
import { type KeyBinding, keyBindings } from '../keys/key-bindings.ts';
import { keyLabel } from '../keys/key-hints.ts';

const KEYS_WIDTH = 22;

/** The table of keys, by where they work. */
export function helpLines(symbols: Symbols): readonly StyledLine[] {
  const sections: readonly (readonly [title: string, belongs: (binding: KeyBinding) => boolean])[] = [
    ['Moving', ({ where }) => where.includes('list') && where.includes('detail')],
    ['In the list', ({ where }) => where.length === 1 && where[0] === 'list'],
    ['In an exchange', ({ where }) => where.includes('detail') && !where.includes('list')],
    ['Anywhere', ({ where }) => where.includes('everywhere')],
  ];
  return sections.flatMap(([title, belongs]) => [
    [],
    [span(` ${title}`, 'heading')],
    ...keyBindings.filter(belongs).map((binding) => bindingLine(binding, symbols)),
  ]);
}

function bindingLine({ keys, help }: KeyBinding, symbols: Symbols): StyledLine {
  const digits = keys[0] === '1' ? [`1 to ${keys.at(-1)}`] : keys.map((key) => keyLabel(key, symbols));
  return [span(`   ${padText(digits.join('  '), KEYS_WIDTH)}`, 'key'), span(` ${help}`)];
}
