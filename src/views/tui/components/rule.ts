import { type StyledLine, span } from '../../view-model/styled-line.ts';
import type { ScreenLook } from '../screen-look.ts';

/** A line across the screen between two of its parts. */
export function rule({ width, symbols }: ScreenLook): StyledLine {
  return [span(` ${symbols.rule.repeat(Math.max(0, width - 2))} `, 'dim')];
}
