import { Box, Text } from 'ink';
import { createContext, type ReactNode, useContext } from 'react';
import { fitLine, lineWidth, type StyledLine, span } from '../../view-model/styled-line.ts';
import type { ScreenLook } from '../screen-look.ts';
import { PaintedLines } from '../terminal/painted-lines.ts';
import { paint, paintSelected } from '../theme/paint.ts';

/** Where the names of lines are known: those of the stream that shows the frames. */
export const PaintedLinesContext = createContext(new PaintedLines());

interface LinesProps {
  readonly lines: readonly StyledLine[];
  /** Rows on the screen: lines beyond are left out, missing ones are empty. */
  readonly height: number;
  /** Index of the line under the cursor. */
  readonly selected?: number | undefined;
  readonly look: ScreenLook;
  /** Lines to the right of them, in as many columns as `aside.width`; left out for none. */
  readonly aside?: LinesAside | null;
}

export interface LinesAside {
  readonly lines: readonly StyledLine[];
  readonly width: number;
}

/** Lines one below the other, each cut at the right edge. */
export function Lines({ lines, height, selected, look, aside = null }: LinesProps): ReactNode {
  const { width, symbols, theme } = look;
  const painted = useContext(PaintedLinesContext);
  const rows: ReactNode[] = [];
  for (let row = 0; row < height; row++) {
    const styled = fitLine(lines[row] ?? [], width, symbols.ellipsis);
    const text = row === selected ? paintSelected(styled, width, theme) : paint(styled, theme);
    rows.push(
      <Text key={row}>
        {painted.nameOf(text + asideText(row, styled, row === selected), row === selected)}
      </Text>,
    );
  }
  return <Box flexDirection="column">{rows}</Box>;

  function asideText(row: number, left: StyledLine, isFilled: boolean): string {
    if (aside === null) return '';
    const blank = ' '.repeat(isFilled ? 0 : Math.max(0, width - lineWidth(left)));
    const right = fitLine(aside.lines[row] ?? [], aside.width, symbols.ellipsis);
    return `${blank}${paint([span(symbols.guide, 'dim'), ...right], theme)}`;
  }
}
