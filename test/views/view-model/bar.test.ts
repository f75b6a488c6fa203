import { describe, expect, it } from 'vitest';
import { bar, stretch } from '../../../src/views/view-model/bar.ts';
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
