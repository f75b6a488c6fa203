import { expect, it } from 'vitest';
import { paint, paintSelected } from '../../../../src/views/tui/theme/paint.ts';
import { COLOR_THEME, PLAIN_THEME } from '../../../../src/views/tui/theme/theme.ts';
import { line, span } from '../../../../src/views/view-model/styled-line.ts';

const styled = line('a ', span('bad', 'status.error'), span('', 'dim'));

it('switches each meaning on and off', () => {
  expect(paint(styled, COLOR_THEME)).toBe('a \x1b[31mbad\x1b[39m');
  expect(paint(styled, PLAIN_THEME)).toBe('a \x1b[1mbad\x1b[22m');
  expect(paint(line(span('x', 'tab.current')), COLOR_THEME)).toBe('\x1b[1m\x1b[7mx\x1b[27m\x1b[22m');
});

it('draws the chosen line over the whole width', () => {
  expect(paintSelected(styled, 8, COLOR_THEME)).toBe('\x1b[7ma bad   \x1b[27m');
  expect(paintSelected(line('日本'), 5, COLOR_THEME)).toBe('\x1b[7m日本 \x1b[27m');
});

it('lets no control character through, whatever a view-model forgot', () => {
  expect(paint(line('\x1b[2J\x07\r\n\x9b31m\x7f'), COLOR_THEME)).toBe('?[2J????31m?');
});

it('uses no colour where none is wanted', () => {
  for (const codes of Object.values(PLAIN_THEME)) {
    for (const [on] of codes) expect(on).toBeLessThan(30);
  }
});
