import { createContext, type ReactNode, useContext } from 'react';
import type { StyledLine } from '../../view-model/styled-line.ts';
import type { Command, Place } from '../keys/key-bindings.ts';
import { keyHints } from '../keys/key-hints.ts';
import type { ScreenLook } from '../screen-look.ts';
import { Lines } from './lines.tsx';

/** What stands in the place of the keys for now: a line that is written, or one that says something. */
export interface BottomContent {
  readonly line: StyledLine | null;
  readonly prompt: ReactNode;
}

export const BottomContext = createContext<BottomContent>({ line: null, prompt: null });

interface BottomProps {
  readonly place: Place;
  /** Commands that are of no use just now. */
  readonly without?: readonly Command[];
  readonly look: ScreenLook;
}

/** The last line of every screen. */
export function Bottom({ place, without, look }: BottomProps): ReactNode {
  const { line, prompt } = useContext(BottomContext);
  if (prompt !== null) return prompt;
  const { keyMap, symbols, width } = look;
  return <Lines lines={[line ?? keyHints(place, keyMap, symbols, width, without)]} height={1} look={look} />;
}
