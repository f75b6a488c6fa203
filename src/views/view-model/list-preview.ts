import type { Build, BuildStep } from '../../model/build.ts';
import type { EventRows } from '../../model/docker-facts.ts';
import type { Exchange } from '../../model/exchange.ts';
import { bar } from './bar.ts';
import { waterfallRows } from './build-waterfall.ts';
import type { Content, JsonValue } from './content.ts';
import { contextTree } from './context-tree.ts';
import { overviewLines } from './detail-overview.ts';
import type { CommandCalls } from './engine.ts';
import { padText } from './fit-text.ts';
import { formatBytes, formatQuantity } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { jsonLines } from './json-lines.ts';
import { STATUS_STYLES } from './list-lines.ts';
import type { PaneView } from './pane.ts';
import { safeLines, safeText } from './safe-text.ts';
import { streamLines } from './stream-lines.ts';
import { fitLine, line, type StyledLine, span } from './styled-line.ts';

/** Columns of a list and of what is shown beside it, the rule between them counted to neither. */
export interface ListSplit {
  readonly list: number;
  readonly preview: number;
}

/** Smaller screens have the list alone. */
export const PREVIEW_FROM = { width: 160, height: 30 };

/** Part of the screen that the list keeps, and the columns with which it still names the client. */
const LIST_SHARE = 0.6;
const LEAST_LIST = 100;

/** How a screen is divided between the list and the chosen row's preview; null where there is no room. */
export function listSplit(width: number, height: number): ListSplit | null {
  if (width < PREVIEW_FROM.width || height < PREVIEW_FROM.height) return null;
  const list = Math.max(LEAST_LIST, Math.floor(width * LIST_SHARE));
  return { list, preview: width - list - 1 };
}

/** What a preview is made from. */
export interface Previewed {
  readonly exchange: Exchange;
  /** The command that the row is, with the exchange as its main call; null for a call by itself. */
  readonly command: CommandCalls | null;
  /** What its streams carried, or else its answer; null where that was not read. */
  readonly content: Content | null;
}

/** What stands beside the list about one of its rows: its overview, and of what else there is as much as fits. */
export function previewLines(previewed: Previewed, view: PaneView): readonly StyledLine[] {
  const { exchange, command } = previewed;
  const { width, height, symbols } = view;
  const place = `exchange ${exchange.id} ${symbols.between} connection ${exchange.connection}`;
  const lines: StyledLine[] = [[span(` ${place}`, 'heading')], ...overviewLines(exchange, command, view)];
  for (const section of sections(previewed, view)) {
    const room = height - lines.length - 2;
    if (section.lines.length === 0 || room < Math.min(LEAST_LINES, section.lines.length)) continue;
    lines.push([], [span(` ${section.title}`, 'heading')], ...section.lines.slice(0, room));
  }
  return lines.slice(0, height).map((styled) => fitLine(styled, width - 1, symbols.ellipsis));
}

/** A section of fewer lines says too little for its title. */
const LEAST_LINES = 3;

interface Section {
  readonly title: string;
  readonly lines: readonly StyledLine[];
}

function sections({ exchange, command, content }: Previewed, view: PaneView): readonly Section[] {
  const { build } = exchange.docker;
  if (build !== null) return [failureSection(build), stepsSection(build, view), largestSection(build, view)];
  return [
    ...(content === null || content.secret || content.pieces.length === 0
      ? []
      : [streamSection(content, view)]),
    ...(exchange.docker.events === null ? [] : [eventsSection(exchange.docker.events.rows, view)]),
    ...(command === null ? [] : [callsSection(command, view)]),
    ...(content?.json == null ? [] : [answerSection(content.json, view)]),
  ];
}

/** Part of the height that streams take at most. */
const STREAM_SHARE = 0.4;

function streamSection(content: Content, view: PaneView): Section {
  const lines = streamLines(content, view);
  const most = Math.floor(view.height * STREAM_SHARE);
  if (content.cut) return { title: 'the beginning of its streams', lines: lines.slice(0, most) };
  return {
    title: lines.length > most ? `the last ${most} of ${lines.length} lines of its streams` : 'its streams',
    lines: lines.slice(-most),
  };
}

function eventsSection(rows: EventRows['rows'], { height }: PaneView): Section {
  const most = Math.floor(height * STREAM_SHARE);
  return {
    title: rows.length > most ? `the last ${most} rows` : 'what came',
    lines: rows.slice(-most).map(({ text }) => [span(`   ${safeText(text)}`)]),
  };
}

/** What is said in JSON, its secrets masked, as far as there is room for it. */
function answerSection(json: readonly JsonValue[], { width, height, symbols }: PaneView): Section {
  // Nothing can be folded here.
  const signs = { ...symbols, unfolded: ' ' };
  const view = { width: width - 1, toggled: new Set<string>(), revealed: false, symbols: signs };
  const values = json.slice(0, height);
  return { title: 'the answer', lines: jsonLines(values, view).map(({ line: styled }) => styled) };
}

/** Of a failed step's output the end is what tells. */
const MOST_OUTPUT = 14;

function failureSection({ steps }: Build): Section {
  const failed = steps.find(({ error }) => error !== null);
  if (failed === undefined) return { title: '', lines: [] };
  const printed = safeLines(failed.output.trimEnd()).filter((text) => text !== '');
  return {
    title: `output of ${failed.stage === null ? '' : `${safeText(failed.stage)} `}step ${failed.number}`,
    lines: printed.slice(-MOST_OUTPUT).map((text) => [span(`   ${text}`)]),
  };
}

/** The build's steps; where there are too many those that took longest, in their order. */
const MOST_STEPS = 18;

function stepsSection(build: Build, { symbols }: PaneView): Section {
  const rows = waterfallRows(build).flatMap((row) => (row.step === null ? [] : [{ ...row, step: row.step }]));
  const slowest = rows
    .toSorted((one, other) => (other.step.durationMs ?? 0) - (one.step.durationMs ?? 0))
    .slice(0, MOST_STEPS);
  const shown = rows.filter((row) => slowest.includes(row));
  return {
    title: shown.length < rows.length ? `the ${shown.length} slowest of ${rows.length} steps` : 'steps',
    lines: shown.map(({ step, instruction, error }) => {
      const sign = error !== null ? 'failed' : step.cached ? 'ok' : 'quiet';
      return line(
        span(`   ${symbols[sign]} `, STATUS_STYLES[sign]),
        span(`${padText(tookWords(step), 8, 'right')}  `, 'dim'),
        span(instruction, error === null ? 'plain' : 'strong'),
      );
    }),
  };
}

function tookWords({ cached, durationMs }: BuildStep): string {
  if (cached) return 'cached';
  return durationMs === null ? '' : formatDuration(durationMs);
}

const MOST_PARTS = 8;

function largestSection({ context }: Build, { symbols, width }: PaneView): Section {
  const root = contextTree(context?.entries ?? []);
  const barWidth = Math.max(8, Math.floor(width / 5));
  return {
    title: 'largest in the context',
    lines: root.children.slice(0, MOST_PARTS).map((node) => {
      const isFolder = node.type === 'directory';
      return line(
        span(`   ${padText(formatBytes(node.bytes), 7, 'right')}  `),
        span(padText(bar(node.share, barWidth, symbols), barWidth), 'bar'),
        span(`  ${safeText(node.name)}${isFolder ? '/' : ''}`, isFolder ? 'strong' : 'plain'),
        span(isFolder ? `  ${formatQuantity(node.files, 'file')}` : '', 'dim'),
      );
    }),
  };
}

/** A ping before the call says nothing. */
const FEW_CALLS = 2;

function callsSection({ calls }: CommandCalls, { symbols }: PaneView): Section {
  if (calls.length <= FEW_CALLS) return { title: '', lines: [] };
  return {
    title: formatQuantity(calls.length, 'call'),
    lines: calls.map(({ operation, status, tookMs }) =>
      line(
        span(`   ${symbols[status.sign]} `, STATUS_STYLES[status.sign]),
        span(`${padText(tookMs === null ? symbols.none : formatDuration(tookMs), 8, 'right')}  `, 'dim'),
        span(operation),
        span(`  ${status.words}`, 'dim'),
      ),
    ),
  };
}
