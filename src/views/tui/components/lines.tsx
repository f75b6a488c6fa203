import { Box, Text } from 'ink';
import { createContext, type ReactNode, useContext } from 'react';
import { fitLine, type StyledLine } from '../../view-model/styled-line.ts';
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
}

/** Lines one below the other, each cut at the right edge. */
export function Lines({ lines, height, selected, look }: LinesProps): ReactNode {
  const { width, symbols, theme } = look;
  const painted = useContext(PaintedLinesContext);
  const rows: ReactNode[] = [];
  for (let row = 0; row < height; row++) {
    const styled = fitLine(lines[row] ?? [], width, symbols.ellipsis);
    const text = row === selected ? paintSelected(styled, width, theme) : paint(styled, theme);
    rows.push(<Text key={row}>{painted.nameOf(text)}</Text>);
  }
  return <Box flexDirection="column">{rows}</Box>;
}
