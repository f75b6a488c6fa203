import { utc } from '../../../src/views/view-model/format-time.ts';
import type { PaneMaker, PaneView } from '../../../src/views/view-model/pane.ts';
import { lineText } from '../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../src/views/view-model/symbols.ts';

export function paneView(over: Partial<PaneView> = {}): PaneView {
  return {
    width: 100,
    height: 20,
    symbols: unicodeSymbols,
    utcOffset: utc,
    cursor: null,
    toggled: new Set(),
    order: 'size',
    form: 'pretty',
    revealed: false,
    ...over,
  };
}

/** All of a pane as text: what is above, what scrolls, what is beneath. */
export function paneText(maker: PaneMaker, over: Partial<PaneView> = {}): string {
  const pane = maker(paneView(over));
  const body = Array.from({ length: pane.count }, (_, index) => pane.line(index));
  return [...pane.head, ...body, ...pane.foot].map((line) => lineText(line).trimEnd()).join('\n');
}
