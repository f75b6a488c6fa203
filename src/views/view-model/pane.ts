import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { CapturedSegment } from '../../model/captured-segment.ts';
import { cutText, padText, textWidth } from './fit-text.ts';
import type { UtcOffset } from './format-time.ts';
import { fitLine, type Span, type StyledLine, type StyleName, span, wrapLine } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

/** What fills a screen below its title: lines that scroll, between lines that stay. */
export interface Pane {
  readonly head: readonly StyledLine[];
  readonly foot: readonly StyledLine[];
  /** Lines that scroll; each is made when it is on the screen. */
  readonly count: number;
  readonly line: (index: number) => StyledLine;
  /** Whether one of the lines is chosen; otherwise the pane only scrolls. */
  readonly cursor: boolean;
  /** The line that is chosen at first: what a person would look for. */
  readonly start: number;
  /** Whether its lines are a tree of files, which folds and can be sorted. */
  readonly tree: boolean;
  /** Whether its bytes can be shown in another form. */
  readonly forms: boolean;
  /** Exchange, or file or packet of the exchange, that a line opens; null for none. */
  readonly opens: (index: number) => PaneTarget | null;
  /** What space would fold or unfold on a line; null for a line without anything beneath. */
  readonly foldKey: (index: number) => string | null;
}

/** How a pane is looked at. Sizes are terminal columns and rows. */
export interface PaneView {
  readonly width: number;
  readonly height: number;
  readonly symbols: Symbols;
  readonly utcOffset: UtcOffset;
  /** Index of the chosen line, which may lie beyond the end; null where none was chosen yet. */
  readonly cursor: number | null;
  /** What is not folded as it was at first. */
  readonly toggled: ReadonlySet<string>;
  readonly order: FileOrder;
  readonly form: ContentForm;
  /** Secrets are shown, because the user asked for it. */
  readonly revealed: boolean;
}

/** How a pane is looked at where nobody has changed that. */
export const PLAIN_VIEW = {
  cursor: null,
  toggled: new Set<string>(),
  order: 'size',
  form: 'pretty',
  revealed: false,
} as const satisfies Partial<PaneView>;

export type FileOrder = 'size' | 'name' | 'sent';

/** How bytes are shown: as what they are, as text, or in hexadecimal. */
export type ContentForm = 'pretty' | 'text' | 'hex';

/** Made once for an exchange, so that what is dear to work out is worked out once. */
export type PaneMaker = (view: PaneView) => Pane;

const NOTHING = () => null;

export type PaneTarget =
  | { readonly kind: 'exchange'; readonly id: number }
  | { readonly kind: 'packet'; readonly segment: CapturedSegment }
  | {
      readonly kind: 'file';
      readonly side: 'request' | 'response';
      readonly entry: ArchiveEntry;
      readonly index: number;
    };

/** A pane of plain lines, long ones wrapped. */
export function textPane(lines: readonly StyledLine[], view: PaneView, indent = 2): Pane {
  const wrapped = lines.flatMap((styled) => wrapLine(styled, view.width - 1, indent));
  return linesPane(wrapped);
}

/** A pane of lines that already fit. */
export function linesPane(
  lines: readonly StyledLine[],
  more: Partial<Omit<Pane, 'count' | 'line'>> = {},
): Pane {
  return {
    head: [],
    foot: [],
    cursor: false,
    start: 0,
    tree: false,
    forms: false,
    opens: NOTHING,
    foldKey: NOTHING,
    ...more,
    count: lines.length,
    line: (index) => lines[index] ?? [],
  };
}

/** A pane with lines above its own that scroll with them; `pane`'s head becomes the first of these. */
export function paneBelow(lines: readonly StyledLine[], pane: Pane): Pane {
  const above = [...lines, ...pane.head];
  return {
    ...pane,
    head: [],
    count: above.length + pane.count,
    line: (index) => above[index] ?? pane.line(index - above.length),
    foldKey: (index) => (index < above.length ? null : pane.foldKey(index - above.length)),
    opens: (index) => (index < above.length ? null : pane.opens(index - above.length)),
  };
}

/** A column of a small table inside a pane. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Widest that the column may become. */
  readonly most?: number;
  /** Narrower panes than this do without the column. */
  readonly from?: number;
}

/** A table whose columns are as wide as what is in them; `rows` hold one span for each column. */
export function tableLines(
  columns: readonly TableColumn[],
  rows: readonly (readonly Span[])[],
  { width, symbols }: PaneView,
): readonly StyledLine[] {
  const { ellipsis } = symbols;
  const isEmpty = (index: number) => rows.length > 0 && rows.every((row) => (row[index]?.text ?? '') === '');
  const shown = columns.flatMap((column, index) =>
    width < (column.from ?? 0) || isEmpty(index) ? [] : [index],
  );
  const wanted = columns.map(({ title, most = 60 }, index) => {
    const texts = [title, ...rows.map((row) => row[index]?.text ?? '')];
    return Math.min(most, Math.max(...texts.map(textWidth)));
  });
  const widths = narrowed(wanted, shown, columns, width - 1 - MARGIN);
  const toLine = (cells: readonly Span[]): StyledLine => {
    const parts = shown.flatMap((index, place) => {
      const { text, style } = cells[index] ?? span('');
      const cut = cutText(text, widths[index]!, ellipsis);
      return [
        span(place === 0 ? '' : BETWEEN),
        span(padText(cut, widths[index]!, columns[index]!.align), style),
      ];
    });
    return fitLine([span(' '.repeat(MARGIN)), ...parts], width - 1, ellipsis);
  };
  return [toLine(columns.map(({ title }) => span(title, 'heading'))), ...rows.map(toLine)];
}

/** Columns before a table, and between two of its columns. */
const MARGIN = 3;
const BETWEEN = '  ';
/** Texts are cut to no fewer columns than that. */
const NARROWEST = 10;

/** Widths with which the shown columns fit into `room`: the widest texts give way. */
function narrowed(
  wanted: readonly number[],
  shown: readonly number[],
  columns: readonly TableColumn[],
  room: number,
): readonly number[] {
  const widths = [...wanted];
  const used = shown.reduce((sum, index) => sum + widths[index]!, BETWEEN.length * (shown.length - 1));
  const texts = shown.filter((index) => columns[index]!.align !== 'right');
  for (let over = used - room; over > 0; over -= 1) {
    const widest = texts.reduce(
      (best, index) => (widths[index]! > widths[best]! ? index : best),
      texts[0] ?? 0,
    );
    if (widths[widest]! <= NARROWEST) break;
    widths[widest]! -= 1;
  }
  return widths;
}

/** Columns of the label in `labelled`. */
const LABEL_WIDTH = 14;

/** `   Context       1.9 MB in 214 files`: a quiet name and what it stands for. */
export function labelled(
  label: string,
  text: string | readonly Span[],
  style: StyleName = 'plain',
): StyledLine {
  const value = typeof text === 'string' ? [span(text, style)] : text;
  return [span(`   ${padText(label, LABEL_WIDTH)}`, 'dim'), ...value];
}

/** Indent with which a `labelled` line goes on beneath itself. */
export const LABEL_INDENT = LABEL_WIDTH + 3;
