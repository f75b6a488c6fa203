/** A column of the list of exchanges. */
export interface ListColumn {
  readonly name: 'time' | 'client' | 'operation' | 'status' | 'up' | 'down' | 'took' | 'calls';
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Columns of the terminal; of the operation, which takes what the others leave, its least. */
  readonly width: number;
  /** Width where there is room enough. */
  readonly wide?: number;
  /** Narrower screens than this do without it. */
  readonly from: number;
}

/** Between two columns. */
export const COLUMN_GAP = 2;

/** Before the first column: a blank, the fold sign, a blank. */
export const MARGIN = 3;

export const listColumns: readonly ListColumn[] = [
  { name: 'time', title: 'TIME', align: 'left', width: 8, from: 60 },
  { name: 'client', title: 'CLIENT', align: 'left', width: 13, from: 100 },
  { name: 'operation', title: 'OPERATION', align: 'left', width: 20, from: 0 },
  { name: 'status', title: 'STATUS', align: 'left', width: 14, wide: 18, from: 0 },
  { name: 'up', title: 'UP', align: 'right', width: 7, from: 80 },
  { name: 'down', title: 'DOWN', align: 'right', width: 7, from: 72 },
  { name: 'took', title: 'TOOK', align: 'right', width: 9, from: 50 },
  { name: 'calls', title: '', align: 'left', width: 9, from: 110 },
];

/** Screens from this width on have room for the wide widths. */
const WIDE = 110;

/** The operation becomes no wider than this allows: on a very wide screen the eye would lose the line. */
const MOST_SPARE = 70;

/** The columns that a screen has room for, the operation widened to fill it. */
export function columnsFor(screenWidth: number): readonly ListColumn[] {
  const shown = listColumns
    .filter((column) => screenWidth >= column.from)
    .map((column) => (screenWidth >= WIDE ? { ...column, width: column.wide ?? column.width } : column));
  const used = shown.reduce((sum, column) => sum + column.width + COLUMN_GAP, MARGIN - COLUMN_GAP + 1);
  const spare = Math.min(MOST_SPARE, Math.max(0, screenWidth - used));
  return shown.map((column) =>
    column.name === 'operation' ? { ...column, width: column.width + spare } : column,
  );
}
