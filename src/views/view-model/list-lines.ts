import type { Arrangement, ListEntry } from './exchange-list.ts';
import type { ExchangeRow } from './exchange-row.ts';
import { cutText, padText } from './fit-text.ts';
import { formatBytes, formatCount } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { clockTime, type UtcOffset } from './format-time.ts';
import { COLUMN_GAP, columnsFor, type ListColumn, MARGIN } from './list-columns.ts';
import { statusText } from './status.ts';
import { fitLine, line, type Span, type StyledLine, type StyleName, span } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

/** Facts shown beneath the selected row; more are in its details. */
export const MAX_FACT_LINES = 3;

export interface ListLook {
  readonly width: number;
  readonly symbols: Symbols;
  readonly utcOffset: UtcOffset;
}

/** What a list shows beside the rows themselves. */
export interface ListSurroundings {
  readonly arrangement: Arrangement;
  readonly marked: ReadonlySet<number>;
  /** The chosen row's facts stand below it. */
  readonly hasFacts: boolean;
  /** Bytes a second that an exchange moves just now; null where nothing moves. */
  readonly rate: (id: number) => number | null;
}

export function listHeading({ width, symbols }: ListLook, { sort, reverse }: Arrangement): StyledLine {
  const titles = columnsFor(width).map((column) => {
    const isSorted = column.name === sort && (sort !== 'time' || reverse);
    const sign = reverse ? symbols.up : symbols.down;
    const title = isSorted ? `${column.title}${sign}` : column.title;
    return padText(title, column.width, column.align);
  });
  return [span(' '.repeat(MARGIN) + titles.join(' '.repeat(COLUMN_GAP)), 'heading')];
}

/** One command or exchange. A row that is not here yet is an empty line with a sign in it. */
export function listLine(
  entry: ListEntry | null,
  selected: boolean,
  look: ListLook,
  surroundings: ListSurroundings,
): StyledLine {
  const { symbols } = look;
  if (entry === null) return line(span(`${' '.repeat(MARGIN)}${symbols.ellipsis}`, 'dim'));
  const isMarked = surroundings.marked.has(openedFrom(entry));
  const mark = isMarked ? span(symbols.marked, 'strong') : span(' ');
  const parts: Span[] = [
    mark,
    span(`${foldSign(entry, selected && surroundings.hasFacts, symbols)} `, 'dim'),
  ];
  for (const [index, column] of columnsFor(look.width).entries()) {
    if (index > 0) parts.push(span(' '.repeat(COLUMN_GAP)));
    parts.push(cell(entry, column, look, surroundings));
  }
  return parts;
}

/** Id of the exchange that is opened from a line. */
export function openedFrom(entry: ListEntry): number {
  return entry.kind === 'command' ? entry.row.main : entry.row.id;
}

function foldSign(entry: ListEntry, hasFacts: boolean, symbols: Symbols): string {
  if (entry.kind === 'command') return entry.unfolded ? symbols.unfolded : symbols.folded;
  if (entry.inside) return symbols.guide;
  return hasFacts && entry.row.facts.length > 0 ? symbols.below : ' ';
}

/** What is worth knowing about the row above, indented to its operation. */
export function factLines(entry: ListEntry | null, look: ListLook): readonly StyledLine[] {
  // An unfolded command's facts are those of the calls below it.
  if (entry === null || (entry.kind === 'command' && entry.unfolded)) return [];
  const { row } = entry;
  const { symbols, width } = look;
  const indent = MARGIN + columnsBefore('operation', width);
  const lead = ` ${symbols.guide}`;
  return row.facts
    .slice(0, MAX_FACT_LINES)
    .map((fact) => fitLine(line(span(padText(lead, indent) + fact, 'dim')), width - 1, symbols.ellipsis));
}

function columnsBefore(name: ListColumn['name'], width: number): number {
  const columns = columnsFor(width);
  const before = columns.slice(
    0,
    columns.findIndex((column) => column.name === name),
  );
  return before.reduce((sum, column) => sum + column.width + COLUMN_GAP, 0);
}

function cell(
  entry: ListEntry,
  column: ListColumn,
  { symbols, utcOffset }: ListLook,
  { rate }: ListSurroundings,
): Span {
  const { row } = entry;
  const inside = entry.kind === 'exchange' && entry.inside;
  const filled = (text: string, style: StyleName = 'plain') =>
    span(padText(cutText(text, column.width, symbols.ellipsis), column.width, column.align), style);
  switch (column.name) {
    case 'time':
      return filled(row.at === null ? symbols.none : clockTime(row.at, utcOffset), 'dim');
    case 'client':
      return filled(row.client, 'dim');
    case 'operation':
      return filled(inside ? `  ${row.operation}` : row.operation);
    case 'status':
      return filled(statusText(row.status, symbols), STATUS_STYLES[row.status.sign]);
    case 'up':
      return filled(row.up === 0 ? symbols.none : formatBytes(row.up), row.up === 0 ? 'dim' : 'plain');
    case 'down':
      return filled(row.down === 0 ? symbols.none : formatBytes(row.down), row.down === 0 ? 'dim' : 'plain');
    case 'took': {
      // While bytes move, how fast says more than how long.
      const moving = rate(openedFrom(entry));
      if (moving !== null) return filled(`${formatBytes(moving)}/s`, 'status.open');
      return filled(row.tookMs === null ? symbols.none : formatDuration(row.tookMs));
    }
    case 'calls':
      return filled(entry.kind === 'command' ? callWords(entry) : '', 'dim');
  }
}

/** `5 calls`, or of them those that the filter lets through: `1 of 5`. */
function callWords({ row, shown }: Extract<ListEntry, { kind: 'command' }>): string {
  return shown < row.calls ? `${shown} of ${formatCount(row.calls)}` : `${formatCount(row.calls)} calls`;
}

export const STATUS_STYLES: Readonly<Record<ExchangeRow['status']['sign'], StyleName>> = {
  ok: 'status.ok',
  failed: 'status.error',
  warning: 'status.warning',
  open: 'status.open',
  quiet: 'dim',
};
