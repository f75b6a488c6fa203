import { textWidth } from '../../view-model/fit-text.ts';
import { lineText, type StyledLine, type StyleName } from '../../view-model/styled-line.ts';
import type { Theme } from './theme.ts';

/** Whatever a view-model forgot: no byte of the capture may reach the terminal as a control character. */
const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/g;

/** A line as text with escape sequences. */
export function paint(styled: StyledLine, theme: Theme): string {
  return styled.map((part) => paintText(part.text, part.style, theme)).join('');
}

/** The line under the cursor: one bar over the whole width, without the colours of its parts. */
export function paintSelected(styled: StyledLine, width: number, theme: Theme): string {
  const text = lineText(styled);
  return paintText(text + ' '.repeat(Math.max(0, width - textWidth(text))), 'selected', theme);
}

function paintText(text: string, style: StyleName, theme: Theme): string {
  const clean = text.replace(CONTROL, '?');
  if (clean === '') return '';
  const codes = theme[style];
  const on = codes.map(([code]) => `\x1b[${code}m`).join('');
  const off = codes.map(([, code]) => `\x1b[${code}m`).reverse();
  return on + clean + off.join('');
}
