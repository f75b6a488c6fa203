import { expect, test } from 'vitest';
import { COLOR_THEME, LIGHT_THEME, PLAIN_THEME, type Theme } from '../../../../src/views/tui/theme/theme.ts';

/** SGR 30 to 37 as xterm has them (XTerm-col.ad): red, green and blue of 255. */
const XTERM: Readonly<Record<number, readonly [number, number, number]>> = {
  31: [205, 0, 0],
  32: [0, 205, 0],
  33: [205, 205, 0],
  34: [0, 0, 238],
  35: [205, 0, 205],
  36: [0, 205, 205],
};

/** Relative luminance (WCAG 2.1). */
function luminance(color: readonly number[]): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function colors(theme: Theme): readonly number[] {
  return Object.values(theme).flatMap((codes) => codes.map(([on]) => on).filter((on) => on >= 30));
}

test('the light theme has a contrast of 4.5 on white, as WCAG asks of text', () => {
  const contrasts = colors(LIGHT_THEME).map((code) => 1.05 / (luminance(XTERM[code]!) + 0.05));
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
});

test('no theme has more than the sixteen colours, and NO_COLOR none', () => {
  for (const code of colors(COLOR_THEME)) expect(XTERM).toHaveProperty(String(code));
  expect(colors(PLAIN_THEME)).toEqual([]);
});
