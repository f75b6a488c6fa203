import { expect, test } from 'vitest';
import { screenSvg, textOfSvg } from '../../../scripts/pictures/screen-svg.ts';
import type { ScreenCell } from '../../builders/emulated-screen.ts';

function cells(text: string, look: Partial<ScreenCell> = {}): readonly ScreenCell[] {
  const plain = { color: null, bold: false, dim: false, inverse: false, underline: false };
  return Array.from(text, (one) => ({ text: one, width: 1, ...plain, ...look }));
}

/** Text and its column, from the place in pixels: 12 of margin, 8.4 a column. */
function drawn(svg: string): readonly (readonly [string, number])[] {
  const texts = svg.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)</g);
  return Array.from(texts, ([, x, text]) => [text ?? '', Math.round((Number(x) - 12) / 8.4)]);
}

// Browsers make one of several blanks.
test('words that are far apart are texts of their own, each in its column', () => {
  const svg = screenSvg(
    [[...cells('  TIME      OPERATION & more   '), ...cells('up  ', { bold: true })]],
    't',
  );
  expect(drawn(svg)).toEqual([
    ['TIME', 2],
    ['OPERATION &amp; more', 12],
    ['up', 31],
  ]);
  expect(textOfSvg(svg)).toBe('  TIME      OPERATION & more   up');
});

test('a wide character stands alone', () => {
  const [plain] = cells('x');
  const svg = screenSvg([[{ ...plain!, text: '世', width: 2 }, ...cells('a')]], 't');
  expect(drawn(svg)).toEqual([
    ['世', 0],
    ['a', 2],
  ]);
});
