import type { Exchange } from '../../model/exchange.ts';
import type { Pause } from '../../model/pause.ts';
import { brokenStretch } from './bar.ts';
import { waterfallRows } from './build-waterfall.ts';
import { connectionLines, networkLines } from './detail-timing-connection.ts';
import { padText } from './fit-text.ts';
import { formatBytes } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { clockTime, dateAndTime } from './format-time.ts';
import { type IdleGap, idleGaps, type Lane, lanesOf, pauseEnd } from './idle-gaps.ts';
import { LABEL_INDENT, labelled, type PaneMaker, type PaneView, tableLines, textPane } from './pane.ts';
import { type Span, type StyledLine, span } from './styled-line.ts';
import type { TabAnswer } from './tab-answer.ts';
import { timeAxis } from './time-axis.ts';

/** How long the request was sent, waited for and answered, and when nothing moved. */
export function timingMaker(exchange: Exchange, answer: TabAnswer): PaneMaker {
  const gaps = idleGaps(exchange);
  return (view) =>
    textPane(
      [
        ...momentLines(exchange, view),
        ...(answer.kind === 'use' ? connectionLines(exchange, answer.use, view) : []),
        [],
        ...waterfall(exchange, view),
        ...gapLines(exchange, gaps, view),
        ...quietLines(exchange, view),
        ...(answer.kind === 'use' ? networkLines(answer.use.connection, view) : []),
      ],
      view,
      LABEL_INDENT,
    );
}

function momentLines({ request, response }: Exchange, { utcOffset }: PaneView): readonly StyledLine[] {
  const moment = (label: string, at: number) =>
    labelled(label, `${dateAndTime(at, utcOffset).slice(0, 10)} ${clockTime(at, utcOffset, 'ms')}`);
  return [
    ...(request === null ? [] : [moment('request', request.time)]),
    ...(response === null ? [] : [moment('response', response.time)]),
  ];
}

/** Columns of a duration. */
const TOOK = 9;
const LEAST_BAR = 10;

interface Row {
  readonly label: string;
  /** Null where that is not known. */
  readonly ms: number | null;
  readonly from: number;
  readonly to: number;
  readonly pauses: readonly Pause[];
}

function waterfall(exchange: Exchange, view: PaneView): readonly StyledLine[] {
  const rows = rowsOf(exchange);
  const start = Math.min(...rows.map(({ from }) => from));
  const length = Math.max(1, ...rows.map(({ to }) => to - start));
  const width = Math.max(LEAST_BAR, view.width - 1 - LABEL_INDENT - TOOK - 2);
  const { totalMs } = exchange.timing;
  const lines = rows.map((row) => rowLine(row, { start, length, width }, view));
  const indent = ' '.repeat(LABEL_INDENT + TOOK + 2);
  const rests = rows.some(({ from, to, pauses }) => to > from && pauses.length > 0);
  return [
    [span(`${indent}${timeAxis(length / 1000, width)}`.trimEnd(), 'heading')],
    ...lines,
    ...(totalMs === null
      ? []
      : [labelled('all in all', padText(formatDuration(totalMs), TOOK, 'right'), 'strong')]),
    ...(rests ? [legend(indent, view)] : []),
  ];
}

function legend(indent: string, { symbols }: PaneView): StyledLine {
  const moves = span(symbols.blocks.at(-1)!, 'bar');
  return [span(indent), moves, span(` bytes moved  ${symbols.rule} nothing moved`, 'dim')];
}

function rowsOf(exchange: Exchange): readonly Row[] {
  const { request, response, timing, hijack } = exchange;
  const { up, down } = lanesOf(exchange);
  const row = (label: string, ms: number | null, lane: Pick<Lane, 'from' | 'to' | 'pauses'>): Row => ({
    label,
    ms,
    ...lane,
  });
  const begun = request?.time ?? response?.time ?? 0;
  const none = { from: begun, to: begun, pauses: [] };
  const sent = begun + (timing.sendMs ?? 0) * 1000;
  const waited = { from: sent, to: Math.max(sent, response?.time ?? sent) };
  const waiting = row('waiting', timing.waitMs, {
    ...waited,
    pauses: [{ at: waited.from, ms: (waited.to - waited.from) / 1000, afterBytes: 0 }],
  });
  if (hijack !== null && up !== null && down !== null) {
    return [
      row('sending', timing.sendMs, { from: begun, to: sent, pauses: request?.body.pauses ?? [] }),
      waiting,
      row('from client', timing.receiveMs, up),
      row('from daemon', timing.receiveMs, down),
    ];
  }
  return [
    row('sending', timing.sendMs, up ?? none),
    waiting,
    row('receiving', timing.receiveMs, down ?? none),
  ];
}

interface TimeLine {
  readonly start: number;
  readonly length: number;
  readonly width: number;
}

function rowLine(
  { label, ms, from, to, pauses }: Row,
  { start, length, width }: TimeLine,
  { symbols }: PaneView,
): StyledLine {
  const took = ms === null ? symbols.none : formatDuration(ms);
  const head = span(`${padText(took, TOOK, 'right')}  `, ms === null ? 'dim' : 'plain');
  if (ms === null && to <= from) return labelled(label, [head]);
  const share = (at: number) => (at - start) / length;
  const rests = pauses.map((pause) => ({ start: share(pause.at), end: share(pauseEnd(pause)) }));
  const { first, columns } = brokenStretch({ start: share(from), end: share(to), rests }, width);
  const thin = ms === 0 || (to - from) / length < 0.5 / width;
  const spans: Span[] = [head, span(' '.repeat(first))];
  for (const [index, column] of columns.entries()) {
    const text = column === 'still' ? symbols.rule : symbols.blocks.at(thin ? 1 : -1)!;
    const style = column === 'still' ? 'dim' : 'bar';
    const last = spans.at(-1)!;
    if (index > 0 && last.style === style) spans[spans.length - 1] = span(last.text + text, style);
    else spans.push(span(text, style));
  }
  return labelled(label, spans);
}

/** When nothing moved, for how long, and who could have gone on. */
function gapLines(exchange: Exchange, gaps: readonly IdleGap[], view: PaneView): readonly StyledLine[] {
  if (gaps.length === 0) return [];
  const start = exchange.request?.time ?? 0;
  const right = 'right' as const;
  const columns = [
    { title: 'NOTHING MOVED', align: right },
    { title: 'AT', from: 100 },
    { title: 'FOR', align: right },
    { title: 'SILENT' },
    { title: 'AFTER' },
    { title: 'DURING', most: 80 },
  ];
  const rows = gaps.map((gap) => [
    span(`+${formatDuration((gap.at - start) / 1000)}`),
    span(clockTime(gap.at, view.utcOffset, 'ms'), 'dim'),
    span(formatDuration(gap.ms), 'strong'),
    span(gap.silent),
    span(afterWords(gap, exchange)),
    span(stepDuring(gap, exchange) ?? ''),
  ]);
  return [[], ...tableLines(columns, rows, view)];
}

function afterWords({ at, ms, silent, afterBytes }: IdleGap, { request, response }: Exchange): string {
  if (silent === 'client') return `${formatBytes(afterBytes)} of the request`;
  if (silent === 'both') return `${formatBytes(afterBytes)} from the daemon`;
  if (response !== null && at + ms * 500 >= response.time) return `${formatBytes(afterBytes)} of the answer`;
  const sent = request?.body.bytes ?? 0;
  return sent === 0 ? 'the request' : `the request (${formatBytes(sent)})`;
}

/** The step of a build that ran for most of that time; null where none did. */
function stepDuring({ at, ms, silent }: IdleGap, { request, docker }: Exchange): string | null {
  if (docker.build === null || request === null || silent === 'client') return null;
  const from = (at - request.time) / 1000;
  let most = 0;
  let found: string | null = null;
  for (const { step, label, instruction } of waterfallRows(docker.build)) {
    if (step === null) continue;
    const end = step.startMs + (step.durationMs ?? Infinity);
    const shared = Math.min(end, from + ms) - Math.max(step.startMs, from);
    if (shared <= most) continue;
    most = shared;
    found = label === '' ? instruction : `step ${label} ${instruction}`;
  }
  return found;
}

/** Milliseconds; a step of a build that says nothing for shorter is at work. */
const QUIET = 1000;

/** Steps run beside each other in BuildKit, so that the connection may be busy while one of them says nothing. */
function quietLines({ docker, operation }: Exchange, view: PaneView): readonly StyledLine[] {
  const { build } = docker;
  if (build?.buildkit == null) return [];
  const unary = operation?.endsWith('/Solve') === true;
  const words =
    'One call asks for the whole build and is answered at its end; Steps tells what went on meanwhile.';
  const note = unary ? [[], labelled('', words, 'dim')] : [];
  const rows = waterfallRows(build).flatMap(({ step, label, instruction }) =>
    step === null || step.quietMs < QUIET
      ? []
      : [
          [
            span(formatDuration(step.quietMs), 'strong'),
            span(step.durationMs === null ? view.symbols.none : formatDuration(step.durationMs)),
            span(label),
            span(instruction),
          ],
        ],
  );
  if (rows.length === 0) return note;
  const right = 'right' as const;
  const columns = [
    { title: 'SAID NOTHING FOR', align: right },
    { title: 'OF', align: right },
    { title: 'STEP', most: 18 },
    { title: '', most: 100 },
  ];
  return [...note, [], ...tableLines(columns, rows, view)];
}
