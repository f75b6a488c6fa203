import { describe, expect, it } from 'vitest';
import { bar, brokenStretch, stretch } from '../../../src/views/view-model/bar.ts';
import { asciiSymbols, unicodeSymbols } from '../../../src/views/view-model/symbols.ts';

it.each([
  [0, ''],
  [0.0001, '▏'],
  [0.5, '██'],
  [0.53, '██▏'],
  [1, '████'],
  [7, '████'],
])('a bar of %d', (share, expected) => {
  expect(bar(share, 4, unicodeSymbols)).toBe(expected);
});

it('is made of whole columns in ASCII', () => {
  expect(bar(0.4, 10, asciiSymbols)).toBe('####');
  expect(bar(0.001, 10, asciiSymbols)).toBe('#');
});

describe('stretch', () => {
  it.each([
    [0, 1, '██████████'],
    [0.2, 0.5, '  ███'],
    [0.2, 0.2, '  ▏'],
    [1, 1, '         ▏'],
    [0.9, 3, '         █'],
  ])('from %d to %d', (start, end, expected) => {
    expect(stretch(start, end, 10, unicodeSymbols)).toBe(expected);
  });
});

describe('a broken stretch', () => {
  it.each([
    ['moves all along', { start: 0, end: 1, rests: [] }, 0, 'MMMMMMMMMM'],
    ['rests in its midst', { start: 0, end: 1, rests: [{ start: 0.2, end: 0.5 }] }, 0, 'MM...MMMMM'],
    [
      'a column that rests in part moves',
      { start: 0, end: 1, rests: [{ start: 0.25, end: 0.5 }] },
      0,
      'MMM..MMMMM',
    ],
    ['rests all along', { start: 0.5, end: 1, rests: [{ start: 0.5, end: 1 }] }, 5, '.....'],
    [
      'too short to see, and at rest',
      { start: 0.51, end: 0.52, rests: [{ start: 0.51, end: 0.52 }] },
      5,
      '.',
    ],
    ['too short to see, rounded up', { start: 0.56, end: 0.57, rests: [{ start: 0.56, end: 0.57 }] }, 6, '.'],
    ['at the very end', { start: 1, end: 1, rests: [] }, 9, 'M'],
  ])('%s', (_, shares, first, drawn) => {
    const { first: from, columns } = brokenStretch(shares, 10);
    expect([from, columns.map((column) => (column === 'moves' ? 'M' : '.')).join('')]).toEqual([
      first,
      drawn,
    ]);
  });
});
