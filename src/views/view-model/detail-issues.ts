import type { Exchange } from '../../model/exchange.ts';
import { formatBytes } from './format-bytes.ts';
import { clockTime } from './format-time.ts';
import { type PaneMaker, type PaneView, textPane } from './pane.ts';
import { safeText } from './safe-text.ts';
import { line, type StyledLine, span } from './styled-line.ts';

/** Bytes that the capture lost, and what else was not as it should be, in order of time. */
export function issuesMaker({ gaps, issues }: Exchange): PaneMaker {
  return (view) => {
    const time = (at: number | null) =>
      span(` ${at === null ? view.symbols.none : clockTime(at, view.utcOffset, 'ms')}  `, 'dim');
    const found: readonly { readonly at: number; readonly line: StyledLine }[] = [
      ...gaps.map((gap) => ({
        at: gap.at,
        line: line(
          time(gap.at),
          span('gap', 'strong'),
          `  ${formatBytes(gap.missing)} of the ${gap.side} are not in the capture`,
        ),
      })),
      ...issues.map((issue) => ({
        at: issue.at ?? 0,
        line: line(
          time(issue.at),
          span(safeText(issue.code), 'strong'),
          `  ${safeText(issue.message)}`,
          where(issue.offset, view),
        ),
      })),
    ];
    return textPane(
      found.toSorted((one, other) => one.at - other.at).map((item) => item.line),
      view,
      15,
    );
  };
}

function where(offset: number | undefined, { symbols }: PaneView) {
  return span(offset === undefined ? '' : ` ${symbols.between} at byte ${offset}`, 'dim');
}
