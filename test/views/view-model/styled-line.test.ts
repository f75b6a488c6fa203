import { describe, expect, it } from 'vitest';
import {
  fitLine,
  line,
  lineText,
  lineWidth,
  span,
  spreadLine,
  wrapLine,
} from '../../../src/views/view-model/styled-line.ts';

const styled = line('one ', span('two', 'strong'), ' three');

it.each([
  [20, 'one two three'],
  [13, 'one two three'],
  [12, 'one two thr…'],
  [8, 'one two…'],
  [7, 'one tw…'],
  [4, 'one…'],
  [1, '…'],
])('fits in %i columns', (width, expected) => {
  expect(lineText(fitLine(styled, width, '…'))).toBe(expected);
});

it('cuts wide characters where they fit', () => {
  const wide = line('日本', span('語の', 'strong'));
  expect(lineText(fitLine(wide, 7, '…'))).toBe('日本語…');
  expect(lineWidth(fitLine(wide, 6, '…'))).toBeLessThanOrEqual(6);
});

it('spreads two parts, the left one yielding', () => {
  expect(lineText(spreadLine(line('left'), line('right'), 30, '…'))).toBe(`left${' '.repeat(21)}right`);
  expect(lineText(spreadLine(line('l'.repeat(40)), line('right'), 30, '…'))).toBe(
    `${'l'.repeat(22)}…  right`,
  );
  expect(lineText(spreadLine(line('left'), line('r'.repeat(15)), 30, '…'))).toBe('left');
});

describe('wrapLine', () => {
  const wrapped = (text: string, width: number, indent: number) =>
    wrapLine(line(text), width, indent).map((part) => lineText(part).trimEnd());

  it('breaks at spaces and indents what follows', () => {
    expect(wrapped('the quick brown fox jumps', 12, 2)).toEqual(['the quick', '  brown fox', '  jumps']);
  });

  it('breaks inside a word that is too long', () => {
    const lines = wrapped('a'.repeat(30), 12, 2);
    expect(lines.join('').replaceAll(' ', '')).toBe('a'.repeat(30));
    expect(Math.max(...lines.map((part) => part.length))).toBeLessThanOrEqual(12);
  });

  it('keeps styles across a break', () => {
    const lines = wrapLine(line('aaaa ', span('bbbb cccc', 'strong')), 10, 0);
    expect(
      lines.map((part) => part.filter(({ style }) => style === 'strong').map(({ text }) => text)),
    ).toEqual([['bbbb'], ['cccc']]);
  });

  it.each([0, 1, 2, 3])('ends even where nothing fits in %i columns', (width) => {
    expect(lineText(wrapLine(line('日本語の長い言葉 and more'), width, 2).flat())).toContain('more');
  });
});
