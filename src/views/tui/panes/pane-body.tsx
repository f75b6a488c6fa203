import type { ReactNode } from 'react';
import { markFound } from '../../view-model/find-in-pane.ts';
import { formatCount } from '../../view-model/format-bytes.ts';
import type { StyledLine } from '../../view-model/styled-line.ts';
import { Lines } from '../components/lines.tsx';
import type { ScreenLook } from '../screen-look.ts';
import type { ShownPane } from './use-pane.ts';

/** What a pane shows of itself: its head, the lines that are scrolled to, its foot. */
export function PaneBody({
  shown,
  look,
}: {
  readonly shown: ShownPane;
  readonly look: ScreenLook;
}): ReactNode {
  const { pane, place, rows, find } = shown;
  const count = Math.max(0, Math.min(rows, pane.count - place.top));
  const lines = Array.from({ length: count }, (_, index): StyledLine => {
    const styled = pane.line(place.top + index);
    return find === '' ? styled : markFound(styled, find);
  });
  return (
    <>
      <Lines lines={pane.head} height={pane.head.length} look={look} />
      <Lines
        lines={lines}
        height={rows}
        selected={pane.cursor && pane.count > 0 ? place.cursor - place.top : undefined}
        look={look}
      />
      <Lines lines={pane.foot} height={pane.foot.length} look={look} />
    </>
  );
}

/** `12 of 214`, and what is looked for; empty where everything is on the screen. */
export function paneWords({ pane, place, rows, find }: ShownPane): string {
  const looked = find === '' ? '' : `finding ${find}   `;
  if (!pane.cursor && pane.count <= rows) return looked;
  const at = pane.cursor ? place.cursor + 1 : Math.min(pane.count, place.top + rows);
  return pane.count === 0 ? looked : `${looked}${formatCount(at)} of ${formatCount(pane.count)} `;
}
