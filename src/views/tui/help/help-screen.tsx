import { Box } from 'ink';
import { type ReactNode, useReducer } from 'react';
import { span } from '../../view-model/styled-line.ts';
import { type Place, START, scrollBy } from '../../view-model/viewport.ts';
import { Lines } from '../components/lines.tsx';
import { rule } from '../components/rule.ts';
import { keyHints } from '../keys/key-hints.ts';
import { type KeyHandlers, useKeys } from '../keys/key-input.tsx';
import type { ScreenLook } from '../screen-look.ts';
import { helpLines } from './help-lines.ts';

/** Title and rule above, rule and hints below. */
const FRAME_ROWS = 4;

interface HelpScreenProps {
  readonly look: ScreenLook;
  readonly appKeys: KeyHandlers;
  readonly onClose: () => void;
}

/** Every key and what it does. */
export function HelpScreen({ look, appKeys, onClose }: HelpScreenProps): ReactNode {
  const lines = helpLines(look.symbols);
  const height = Math.max(0, look.height - FRAME_ROWS);
  const [{ top }, scroll] = useReducer(
    (place: Place, by: number) => scrollBy(place, by, lines.length, height),
    START,
  );
  useKeys('help', {
    ...appKeys,
    'go.back': onClose,
    'move.up': () => scroll(-1),
    'move.down': () => scroll(1),
    'move.page-up': () => scroll(1 - height),
    'move.page-down': () => scroll(height - 1),
    'move.first': () => scroll(-lines.length),
    'move.last': () => scroll(lines.length),
  });
  return (
    <Box flexDirection="column">
      <Lines lines={[[span(' dind-sniff', 'strong'), span('  keys')], rule(look)]} height={2} look={look} />
      <Lines lines={lines.slice(top)} height={height} look={look} />
      <Lines lines={[rule(look), keyHints('help', look.symbols)]} height={2} look={look} />
    </Box>
  );
}
