import { expect, test } from 'vitest';
import { table } from '../../../src/views/text/table.ts';
import { textOptions } from '../../../src/views/text/text-options.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';

const options = textOptions({ color: false, unicode: true, width: null, utcOffset: utc });

test('columns are as wide as their widest cell', () => {
  const columns = [{ title: 'NAME' }, { title: 'N', align: 'right' }] as const;
  expect(
    table(
      columns,
      [
        ['文件文件', '1'],
        ['b', '100'],
      ],
      options,
    ),
  ).toEqual(['  NAME        N', '  文件文件    1', '  b         100']);
});

test('a column stops at its widest, and titles may be left out', () => {
  const columns = [{ title: '', widest: 3 }, { title: '' }];
  expect(
    table(
      columns,
      [
        ['abcdef', 'x'],
        ['b', 'y'],
      ],
      options,
    ),
  ).toEqual(['  abcdef  x', '  b    y']);
});
