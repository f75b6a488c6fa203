import type { ExchangeRow } from './exchange-row.ts';
import { cutText, padText } from './fit-text.ts';
import { formatBytes } from './format-bytes.ts';
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

export function listHeading(width: number): StyledLine {
  const titles = columnsFor(width).map((column) => padText(column.title, column.width, column.align));
  return [span(' '.repeat(MARGIN) + titles.join(' '.repeat(COLUMN_GAP)), 'heading')];
}

/** One exchange. A row that is not here yet is an empty line with a sign in it. */
export function listLine(row: ExchangeRow | null, unfolded: boolean, look: ListLook): StyledLine {
  const { symbols } = look;
  if (row === null) return line(span(`${' '.repeat(MARGIN)}${symbols.ellipsis}`, 'dim'));
  const fold = row.facts.length === 0 ? ' ' : unfolded ? symbols.unfolded : symbols.folded;
  const parts: Span[] = [span(` ${fold} `, 'dim')];
  for (const [index, column] of columnsFor(look.width).entries()) {
    if (index > 0) parts.push(span(' '.repeat(COLUMN_GAP)));
    parts.push(cell(row, column, look));
  }
  return parts;
}

/** What is worth knowing about the row above, indented to its operation. */
export function factLines(row: ExchangeRow | null, look: ListLook): readonly StyledLine[] {
  if (row === null) return [];
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

function cell(row: ExchangeRow, column: ListColumn, { symbols, utcOffset }: ListLook): Span {
  const filled = (text: string, style: StyleName = 'plain') =>
    span(padText(cutText(text, column.width, symbols.ellipsis), column.width, column.align), style);
  switch (column.name) {
    case 'time':
      return filled(row.at === null ? symbols.none : clockTime(row.at, utcOffset), 'dim');
    case 'client':
      return filled(row.client, 'dim');
    case 'operation':
      return filled(row.operation);
    case 'status':
      return filled(statusText(row.status, symbols), STATUS_STYLES[row.status.sign]);
    case 'up':
      return filled(row.up === 0 ? symbols.none : formatBytes(row.up), row.up === 0 ? 'dim' : 'plain');
    case 'down':
      return filled(row.down === 0 ? symbols.none : formatBytes(row.down), row.down === 0 ? 'dim' : 'plain');
    case 'took':
      return filled(row.tookMs === null ? symbols.none : formatDuration(row.tookMs));
  }
}

export const STATUS_STYLES: Readonly<Record<ExchangeRow['status']['sign'], StyleName>> = {
  ok: 'status.ok',
  failed: 'status.error',
  warning: 'status.warning',
  open: 'status.open',
  quiet: 'dim',
};
