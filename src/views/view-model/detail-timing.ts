import type { Exchange } from '../../model/exchange.ts';
import { stretch } from './bar.ts';
import { padText } from './fit-text.ts';
import { formatDuration } from './format-duration.ts';
import { clockTime, dateAndTime } from './format-time.ts';
import { labelled, type PaneMaker, type PaneView, textPane } from './pane.ts';
import { line, type StyledLine, span } from './styled-line.ts';

/** How long the request was sent, waited for and answered, drawn one after the other. */
export function timingMaker(exchange: Exchange): PaneMaker {
  return (view) => textPane(timingLines(exchange, view), view);
}

function timingLines(exchange: Exchange, view: PaneView): readonly StyledLine[] {
  const { request, response, timing } = exchange;
  const { sendMs, waitMs, receiveMs, totalMs } = timing;
  const lines: StyledLine[] = [];
  const moment = (label: string, at: number) =>
    labelled(label, `${dateAndTime(at, view.utcOffset).slice(0, 10)} ${clockTime(at, view.utcOffset, 'ms')}`);
  if (request !== null) lines.push(moment('request', request.time));
  if (response !== null) lines.push(moment('response', response.time));
  lines.push([]);
  const whole = Math.max(totalMs ?? 0, (sendMs ?? 0) + (waitMs ?? 0) + (receiveMs ?? 0));
  let start = 0;
  for (const [label, ms] of [
    ['sending', sendMs],
    ['waiting', waitMs],
    ['receiving', receiveMs],
  ] as const) {
    lines.push(partLine(label, start, ms, whole, view));
    start += ms ?? 0;
  }
  if (totalMs !== null) lines.push(labelled('all in all', formatDuration(totalMs), 'strong'));
  return lines;
}

function partLine(
  label: string,
  start: number,
  ms: number | null,
  whole: number,
  view: PaneView,
): StyledLine {
  if (ms === null) return labelled(label, view.symbols.none, 'dim');
  const width = Math.max(10, Math.min(60, view.width - 40));
  const share = (value: number) => (whole === 0 ? 0 : value / whole);
  const drawn = stretch(share(start), share(start + Math.max(0, ms)), width, view.symbols);
  return labelled(label, line(`${padText(formatDuration(ms), 9, 'right')}  `, span(drawn, 'bar')));
}
