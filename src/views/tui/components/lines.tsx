import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { fitLine, type StyledLine } from '../../view-model/styled-line.ts';
import type { ScreenLook } from '../screen-look.ts';
import { paint, paintSelected } from '../theme/paint.ts';

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
  const rows: ReactNode[] = [];
  for (let row = 0; row < height; row++) {
    const styled = fitLine(lines[row] ?? [], width, symbols.ellipsis);
    const text = row === selected ? paintSelected(styled, width, theme) : paint(styled, theme);
    // Ink gives an empty text no row at all.
    rows.push(
      <Text key={row} wrap="truncate">
        {text === '' ? ' ' : text}
      </Text>,
    );
  }
  return <Box flexDirection="column">{rows}</Box>;
}
