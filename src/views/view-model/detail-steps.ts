import type { Exchange } from '../../model/exchange.ts';
import { stretch } from './bar.ts';
import { type WaterfallRow, waterfallRows } from './build-waterfall.ts';
import { cutText, padText, textWidth } from './fit-text.ts';
import { formatQuantity } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { linesPane, type Pane, type PaneMaker, type PaneView } from './pane.ts';
import { safeLines } from './safe-text.ts';
import { fitLine, line, type Span, type StyledLine, span } from './styled-line.ts';
import { timeAxis } from './time-axis.ts';

/** Part of the pane that a step's output takes at most, and the lines that it may always have. */
const OUTPUT_SHARE = 0.4;
const LEAST_OUTPUT = 3;

/** Part of what the other columns leave that instructions take at most; the time line has the rest. */
const STEP_SHARE = 0.6;
const LEAST_STEP = 16;

/** Of the number or the stage. */
const LEAST_LABEL = 4;
const MOST_LABEL = 18;
const TOOK_WIDTH = 8;
const CACHE_WIDTH = 17;

/** Steps as a waterfall, the chosen one's output beneath. */
export function stepsMaker(exchange: Exchange): PaneMaker {
  const build = exchange.docker.build;
  const rows = build === null ? [] : waterfallRows(build);
  const span = timeSpan(rows);
  return (view) => stepsPane(rows, span, view);
}

/** Milliseconds since the request's first byte: from the first step's start to the last one's end. */
interface TimeSpan {
  readonly start: number;
  readonly length: number;
}

function timeSpan(rows: readonly WaterfallRow[]): TimeSpan {
  const steps = rows.flatMap(({ step }) => (step === null ? [] : [step]));
  const start = Math.min(...steps.map((step) => step.startMs));
  const end = Math.max(...steps.map((step) => step.startMs + (step.durationMs ?? 0)));
  return steps.length === 0 ? { start: 0, length: 1 } : { start, length: Math.max(1, end - start) };
}

function stepsPane(rows: readonly WaterfallRow[], time: TimeSpan, view: PaneView): Pane {
  const labels = Math.max(LEAST_LABEL, ...rows.map(({ label }) => textWidth(label)));
  const labelWidth = Math.min(MOST_LABEL, labels, Math.max(LEAST_LABEL, Math.floor(view.width / 6)));
  const isGraph = rows.some(({ critical }) => critical);
  const fixed = 3 + labelWidth + TOOK_WIDTH + CACHE_WIDTH + 8;
  const flexible = Math.max(20, view.width - fixed);
  const longest = Math.max(0, ...rows.map((row) => textWidth(row.instruction)));
  const stepWidth = Math.min(
    Math.max(longest, LEAST_STEP),
    Math.max(LEAST_STEP, Math.floor(flexible * STEP_SHARE)),
  );
  const barWidth = Math.max(0, flexible - stepWidth);
  const { ellipsis } = view.symbols;
  const heading = line(
    span(`   ${padText(isGraph ? '' : '#', labelWidth, 'right')}  `, 'heading'),
    span(`${padText('STEP', stepWidth)}  `, 'heading'),
    span(`${timeAxis(time.length, barWidth)}  `, 'heading'),
    span(`${padText('TOOK', TOOK_WIDTH, 'right')}  CACHE`, 'heading'),
  );
  const lines = rows.map((row) =>
    fitLine(stepLine(row, time, { labelWidth, stepWidth, barWidth }, view), view.width - 1, ellipsis),
  );
  // Who opens the steps of a build that failed wants to see where.
  const start = Math.max(
    0,
    rows.findIndex((row) => row.error !== null),
  );
  const chosen = rows[Math.min(view.cursor ?? start, rows.length - 1)];
  const fitted = fitLine(heading, view.width - 1, ellipsis);
  const head = isGraph ? [criticalLine(rows, view), fitted] : [fitted];
  return linesPane(lines, { head, foot: outputLines(chosen, view), cursor: true, start });
}

/** How long the longest chain of what waited for each other took. */
function criticalLine(rows: readonly WaterfallRow[], { symbols, width }: PaneView): StyledLine {
  const chain = rows.flatMap(({ critical, step }) => (critical && step !== null ? [step] : []));
  const busy = chain.reduce((sum, step) => sum + (step.durationMs ?? 0), 0);
  const words = `critical path: the ${formatQuantity(chain.length, 'step')} that the end waited for, ${formatDuration(busy)}`;
  return fitLine([span(` ${symbols.arrow} `, 'key'), span(words, 'dim')], width - 1, symbols.ellipsis);
}

interface Widths {
  readonly labelWidth: number;
  readonly stepWidth: number;
  readonly barWidth: number;
}

function stepLine(
  { label, instruction, step, cache, error, critical }: WaterfallRow,
  time: TimeSpan,
  { labelWidth, stepWidth, barWidth }: Widths,
  { symbols }: PaneView,
): StyledLine {
  const words = padText(cutText(instruction, stepWidth, symbols.ellipsis), stepWidth);
  const place = padText(cutText(label, labelWidth, symbols.ellipsis), labelWidth, 'right');
  const head = line(span(critical ? ` ${symbols.arrow} ` : '   ', 'key'), span(`${place}  `, 'dim'));
  if (step === null) return [...head, span(`${words}  not reached`, 'dim')];
  const from = (step.startMs - time.start) / time.length;
  const to = from + (step.durationMs ?? 0) / time.length;
  const took = step.durationMs === null ? symbols.none : formatDuration(step.durationMs);
  const drawn = stretch(from, to, barWidth, symbols);
  return [
    ...head,
    span(`${words}  `, error !== null ? 'strong' : label === '' ? 'dim' : 'plain'),
    span(`${padText(drawn, barWidth)}  `, error === null ? 'bar' : 'status.error'),
    span(`${padText(took, TOOK_WIDTH, 'right')}  `),
    error === null ? cacheSpan(cache, symbols.none) : span(`${symbols.failed} ${error}`, 'status.error'),
  ];
}

function cacheSpan(cache: WaterfallRow['cache'], none: string): Span {
  if (cache === 'hit') return span('hit', 'status.ok');
  return cache === 'first-miss' ? span('MISS, first one', 'status.warning') : span(none, 'dim');
}

/** The end of what a step printed, and the builder's own message where the build failed at it. */
function outputLines(row: WaterfallRow | undefined, view: PaneView): readonly StyledLine[] {
  const step = row?.step;
  if (step === undefined || step === null) return [];
  const printed = safeLines(step.output.trimEnd()).map((text) => line(span(` ${text}`)));
  const message =
    step.error === null ? [] : safeLines(step.error).map((text) => line(span(` ${text}`, 'status.error')));
  const lines = [...printed, ...message];
  if (lines.length === 0) return [];
  const room = Math.max(LEAST_OUTPUT, Math.floor(view.height * OUTPUT_SHARE));
  const hidden = lines.length - room;
  const shown =
    hidden > 0
      ? [line(span(` ${view.symbols.ellipsis} ${hidden + 1} lines above`, 'dim')), ...lines.slice(hidden + 1)]
      : lines;
  const rule = line(
    span(
      ` ${view.symbols.rule.repeat(2)} output of ${row!.label === '' ? 'this' : `step ${row!.label}`} ${view.symbols.rule.repeat(Math.max(0, view.width - 22 - row!.label.length))}`,
      'dim',
    ),
  );
  return [rule, ...shown].map((styled) => fitLine(styled, view.width - 1, view.symbols.ellipsis));
}
