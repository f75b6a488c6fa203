import { fields } from '../../filter/fields.ts';
import { connectives, operators } from '../../filter/operators.ts';
import { quickFilters } from '../../filter/quick-filters.ts';
import { padText } from '../../view-model/fit-text.ts';
import { type StyledLine, span } from '../../view-model/styled-line.ts';
import type { Symbols } from '../../view-model/symbols.ts';
import type { KeyBinding } from '../keys/key-bindings.ts';
import { keyLabel } from '../keys/key-hints.ts';
import type { KeyMap } from '../keys/key-map.ts';

const KEYS_WIDTH = 24;

/** Indent with which a line goes on beneath itself. */
export const HELP_INDENT = KEYS_WIDTH + 4;

const SECTIONS: readonly (readonly [title: string, belongs: (binding: KeyBinding) => boolean])[] = [
  ['Moving and finding', ({ where }) => where.includes('help') && where.includes('list')],
  [
    'In the list and in tables',
    ({ where }) => (where[0] === 'list' || where[0] === 'report') && !where.includes('help'),
  ],
  [
    'In an exchange, a file or a comparison',
    ({ where }) => (where.includes('detail') && where[0] !== 'list') || where[0] === 'pane',
  ],
  ['Anywhere', ({ where }) => where.includes('everywhere')],
];

/** The table of keys, by where they work; then what a filter may say. */
export function helpLines({ bindings }: KeyMap, symbols: Symbols): readonly StyledLine[] {
  const keys = SECTIONS.flatMap(([title, belongs]) => [
    [],
    [span(` ${title}`, 'heading')],
    ...bindings.filter(belongs).map((binding) => bindingLine(binding, symbols)),
  ]);
  return [...keys, ...filterLines()];
}

function bindingLine({ keys, help }: KeyBinding, symbols: Symbols): StyledLine {
  const digits =
    keys.length > 4 ? [`${keys[0]} to ${keys.at(-1)}`] : keys.map((key) => keyLabel(key, symbols));
  return [span(`   ${padText(digits.join('  '), KEYS_WIDTH)}`, 'key'), span(` ${help}`)];
}

function filterLines(): readonly StyledLine[] {
  const row = (name: string, words: string): StyledLine => [
    span(`   ${padText(name, KEYS_WIDTH)}`, 'key'),
    span(` ${words}`),
  ];
  return [
    [],
    [span(' Filters', 'heading')],
    [
      span(
        '   A word is looked for everywhere; a test is a field, an operator and a value. docs/filter.md has all.',
      ),
    ],
    ...fields.map(({ name, description, example }) => row(name, `${description}: ${example}`)),
    [],
    [span(' Operators of a filter', 'heading')],
    ...[...operators, ...connectives].map(({ name, aliases, description, example }) =>
      row([name, ...aliases].join('  '), `${description}: ${example}`),
    ),
    [],
    [span(' Filters by name, after :', 'heading')],
    ...quickFilters.map(({ name, title }) => row(`only.${name}`, title)),
  ];
}
