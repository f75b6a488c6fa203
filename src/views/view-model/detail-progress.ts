import type { Exchange } from '../../model/exchange.ts';
import { bar } from './bar.ts';
import { padText } from './fit-text.ts';
import { formatBytes, formatQuantity } from './format-bytes.ts';
import { type PaneMaker, type PaneView, tableLines, textPane } from './pane.ts';
import { safeText } from './safe-text.ts';
import { line, type StyledLine, span } from './styled-line.ts';

const BAR_WIDTH = 20;

/** How far each layer of a pull, push or load came, then what else was said. */
export function progressMaker({ docker }: Exchange): PaneMaker {
  const { progress } = docker;
  if (progress === null) return (view) => textPane([], view);
  return (view) => {
    const layers = progress.layers.map(({ id, status, current, total }) => {
      const share = current === null || !total ? null : current / total;
      return [
        span(safeText(id), 'strong'),
        span(safeText(status)),
        span(share === null ? '' : padText(bar(share, BAR_WIDTH, view.symbols), BAR_WIDTH), 'bar'),
        span(current === null ? '' : formatBytes(current) + (total ? ` of ${formatBytes(total)}` : '')),
      ];
    });
    const columns = [
      { title: 'LAYER' },
      { title: 'LAST STATUS' },
      { title: '', most: BAR_WIDTH },
      { title: '' },
    ];
    const lines: StyledLine[] = [];
    if (layers.length > 0) lines.push(...tableLines(columns, layers, view), []);
    for (const message of progress.messages) lines.push(line(` ${safeText(message.trim())}`));
    if (progress.errorDetail !== null) {
      const message = `${view.symbols.failed} ${safeText(progress.errorDetail.message)}`;
      lines.push(line(' ', span(message, 'status.error')));
    }
    for (const record of progress.aux) lines.push(line(span(` ${safeText(JSON.stringify(record))}`, 'dim')));
    return textPane(lines, view);
  };
}

/** Rows of `events` and `stats`, as they came. */
export function eventsMaker({ docker }: Exchange): PaneMaker {
  return (view) => textPane(eventLines(docker.events, view), view, 4);
}

function eventLines(events: Exchange['docker']['events'], { symbols }: PaneView): readonly StyledLine[] {
  if (events === null) return [];
  const hidden = events.count - events.rows.length;
  const lines = events.rows.map(({ time, text }) => {
    const when = time === null ? '' : `${safeText(time)}  `;
    return line(' ', span(when, 'dim'), safeText(text));
  });
  if (hidden <= 0) return lines;
  return [line(span(` ${symbols.ellipsis} ${formatQuantity(hidden, 'earlier row')}`, 'dim')), ...lines];
}
