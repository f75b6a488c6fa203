import { expect, test } from 'vitest';
import { indented, joinCells } from '../../../src/views/text/line.ts';
import { textOptions } from '../../../src/views/text/text-options.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';

const pipe = textOptions({ color: true, unicode: true, width: null, utcOffset: utc });
const narrow = textOptions({ color: true, unicode: true, width: 12, utcOffset: utc });
const bold = pipe.palette.named;

test('cells are filled up, aligned and joined; nothing trails', () => {
  expect(
    joinCells(
      [
        { text: 'ab', width: 4 },
        { text: 'c', width: 3, align: 'right' },
      ],
      pipe,
    ),
  ).toBe('ab      c');
  expect(joinCells([{ text: 'ab', width: 4 }, { text: '' }], pipe)).toBe('ab');
  expect(joinCells([{ text: 'a', width: 2 }, { text: '', width: 2 }, { text: 'b' }], pipe)).toBe('a       b');
});

test('only the text of a cell is painted', () => {
  expect(joinCells([{ text: 'a', width: 3, align: 'right', paint: bold }, { text: 'b' }], pipe)).toBe(
    '  \x1b[1ma\x1b[22m  b',
  );
});

test('a line is cut before it is painted', () => {
  expect(
    joinCells(
      [
        { text: 'abcd', width: 6 },
        { text: 'efghij', paint: bold },
      ],
      narrow,
    ),
  ).toBe('abcd    \x1b[1mefg…\x1b[22m');
});

test('an indent gives way to words on a narrow terminal', () => {
  expect(indented('words and more words', 8, narrow)).toBe('   words an…');
  expect(indented('words', 8, pipe)).toBe('        words');
  expect(indented('', 8, pipe)).toBe('');
});
