import { useEffect, useState } from 'react';
import type { ScreenSize } from './terminal/frame-stream.ts';
import type { TerminalServices } from './terminal/terminal-services.ts';

/** Columns and rows of the terminal, kept up to date. */
export function useScreenSize({ size, onResize }: Pick<TerminalServices, 'size' | 'onResize'>): ScreenSize {
  const [known, setKnown] = useState(size);
  useEffect(() => onResize(() => setKnown(size())), [size, onResize]);
  return known;
}
