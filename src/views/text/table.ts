import { textWidth } from '../view-model/fit-text.ts';
import { type Cell, joinCells } from './line.ts';
import type { TextOptions } from './text-options.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Widest that this column makes itself; longer cells run over. */
  readonly widest?: number;
}

/** Rows under their titles, indented by two columns; titles are left out where all of them are empty. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: TextOptions,
): readonly string[] {
  const titles = columns.map((column) => column.title);
  const titled = titles.some((title) => title !== '');
  const widths = columns.map(({ widest = Number.POSITIVE_INFINITY }, index) => {
    const cells = titled ? [titles, ...rows] : rows;
    return Math.min(widest, Math.max(...cells.map((row) => textWidth(row[index] ?? ''))));
  });
  const cells = (row: readonly string[], paint?: Cell['paint']): Cell[] => [
    { text: '' },
    ...columns.map(({ align = 'left' }, index) => ({
      text: row[index] ?? '',
      width: widths[index] ?? 0,
      align,
      ...(paint === undefined ? {} : { paint }),
    })),
  ];
  const lines = rows.map((row) => joinCells(cells(row), options));
  return titled ? [joinCells(cells(titles, options.palette.context), options), ...lines] : lines;
}
