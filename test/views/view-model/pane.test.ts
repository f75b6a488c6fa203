import { expect, it } from 'vitest';
import { tableLines, textPane } from '../../../src/views/view-model/pane.ts';
import { line, lineText, lineWidth, span } from '../../../src/views/view-model/styled-line.ts';
import { paneView } from './pane-text.ts';

const rows = [
  [span('registry.example.com'), span('7')],
  [span('日本'), span('1,200')],
];

it('makes columns as wide as what is in them', () => {
  const columns = [{ title: 'NAME' }, { title: 'N', align: 'right' as const }];
  expect(tableLines(columns, rows, paneView()).map((row) => lineText(row).trimEnd())).toEqual([
    '   NAME                      N',
    '   registry.example.com      7',
    '   日本                  1,200',
  ]);
});

it('cuts at the widest that a column may become, and leaves out what there is no room for', () => {
  const columns = [
    { title: 'NAME', most: 8 },
    { title: 'N', from: 50 },
  ];
  expect(tableLines(columns, rows, paneView({ width: 40 })).map((row) => lineText(row).trimEnd())).toEqual([
    '   NAME',
    '   registr…',
    '   日本',
  ]);
  for (const row of tableLines([{ title: 'NAME' }, { title: 'N' }], rows, paneView({ width: 20 }))) {
    expect(lineWidth(row)).toBeLessThan(20);
  }
});

it('cuts the widest text where a table is wider than its pane', () => {
  const columns = [{ title: 'NAME' }, { title: 'N', align: 'right' as const }, { title: 'NOTE' }];
  const noted = rows.map((row) => [...row, span('is fine')]);
  expect(tableLines(columns, noted, paneView({ width: 36 })).map((row) => lineText(row).trimEnd())).toEqual([
    '   NAME                  N  NOTE',
    '   registry.exampl…      7  is fine',
    '   日本              1,200  is fine',
  ]);
});

it('wraps long lines of text', () => {
  const pane = textPane([line('one two three four five')], paneView({ width: 12 }));
  expect(Array.from({ length: pane.count }, (_, index) => lineText(pane.line(index)).trimEnd())).toEqual([
    'one two',
    '  three',
    '  four five',
  ]);
});
