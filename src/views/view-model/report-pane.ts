import { padText, textWidth } from './fit-text.ts';
import { formatBytes, formatCount, formatQuantity } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { clockTime } from './format-time.ts';
import { STATUS_STYLES } from './list-lines.ts';
import { linesPane, type Pane, type PaneMaker, type PaneView, tableLines } from './pane.ts';
import type { Report, ReportCell } from './report.ts';
import { lineText, type Span, type StyledLine, span, wrapLine } from './styled-line.ts';

const NUMBERS: ReadonlySet<ReportCell['kind']> = new Set(['bytes', 'count', 'ms']);

/** A report as a pane: its sentences above, its rows with a cursor on them, each of which may open an exchange. */
export function reportMaker(report: Report): PaneMaker {
  return (view) => reportPane(report, view);
}

function reportPane({ notes, columns, rows, more }: Report, view: PaneView): Pane {
  const head: StyledLine[] = notes.flatMap((note) => wrapLine([span(` ${note}`)], view.width - 1, 2));
  if (notes.length > 0) head.push([]);
  const textRoom = rows.some(({ goesOn }) => goesOn !== undefined) ? lastWidth(rows, columns, view) : 0;
  const shown = rows.flatMap((row) => drawnRows(row, columns.length, textRoom, view));
  const cells = shown.map((row) => row.cells);
  const aligned = columns.map((column, index) => {
    const isNumber = rows.length > 0 && rows.every((row) => isNumeric(row.cells[index]));
    return isNumber ? { ...column, align: 'right' as const } : column;
  });
  const [title, ...lines] = tableLines(aligned, cells, view);
  if (rows.length > 0 && title !== undefined) head.push(title);
  if (more > 0) lines.push([span(`   ${formatQuantity(more, 'more row')}`, 'dim')]);
  return linesPane(lines, {
    head,
    cursor: rows.length > 0,
    opens: (index) => {
      const id = shown[index]?.opens ?? null;
      return id === null ? null : { kind: 'exchange', id };
    },
  });
}

/** A text of several lines is no wider: the eye would lose its line. */
const MOST_TEXT = 110;
const LEAST_TEXT = 20;

/** Columns that the last cell of a row has for a text that goes on beneath. */
function lastWidth(rows: Report['rows'], columns: Report['columns'], view: PaneView): number {
  const before = columns.slice(0, -1).map(({ title }, index) => {
    const texts = rows.map(({ cells }) =>
      cells[index] === undefined ? '' : cellSpan(cells[index], view).text,
    );
    return Math.max(textWidth(title), ...texts.map(textWidth)) + 2;
  });
  const used = before.reduce((sum, width) => sum + width, 4);
  return Math.max(LEAST_TEXT, Math.min(MOST_TEXT, view.width - used));
}

interface DrawnRow {
  readonly cells: readonly Span[];
  readonly opens: number | null;
}

function drawnRows(
  row: Report['rows'][number],
  count: number,
  width: number,
  view: PaneView,
): readonly DrawnRow[] {
  const cells = row.cells.map((cell) => cellSpan(cell, view));
  const last = cells[count - 1];
  if (row.goesOn === undefined || last === undefined) return [{ cells, opens: row.opens }];
  return wrapLine([last], width, row.goesOn).map((line, index) => {
    const before = index === 0 ? cells.slice(0, -1) : cells.slice(0, -1).map(() => span(''));
    return { cells: [...before, span(lineText(line), last.style)], opens: row.opens };
  });
}

/** A column of numbers may have signs where a number is worth a warning. */
function isNumeric(cell: ReportCell | undefined): boolean {
  if (cell === undefined) return false;
  return NUMBERS.has(cell.kind) || (cell.kind === 'sign' && /^\d+$/.test(cell.text));
}

function cellSpan(cell: ReportCell, { symbols, utcOffset }: PaneView): Span {
  switch (cell.kind) {
    case 'text':
      return span(cell.text, cell.weight ?? 'plain');
    case 'sign':
      return span(`${symbols[cell.sign]} ${cell.text}`, STATUS_STYLES[cell.sign]);
    case 'time':
      return cell.value === null ? span(symbols.none, 'dim') : span(clockTime(cell.value, utcOffset), 'dim');
    case 'bytes':
      return numberSpan(cell.value, formatBytes, symbols.none);
    case 'count':
      return numberSpan(cell.value, formatCount, symbols.none);
    case 'ms':
      return numberSpan(cell.value, formatDuration, symbols.none);
  }
}

function numberSpan(value: number | null, format: (value: number) => string, none: string): Span {
  return value === null ? span(none, 'dim') : span(format(value));
}

/** Title of a screen on the left, a few words on the right. */
export function screenTitle(title: string, width: number, aside = ''): StyledLine {
  const used = textWidth(title) + textWidth(aside) + 3;
  return [
    span(` ${title}`, 'strong'),
    span(padText('', Math.max(1, width - used - 1))),
    span(`${aside} `, 'dim'),
  ];
}
