import type { Exchange } from '../../model/exchange.ts';
import { type ExchangeRow, exchangeRow } from '../view-model/exchange-row.ts';
import { cutText, textWidth } from '../view-model/fit-text.ts';
import { formatBytes } from '../view-model/format-bytes.ts';
import { formatDuration } from '../view-model/format-duration.ts';
import { clockTime } from '../view-model/format-time.ts';
import { type Status, statusText } from '../view-model/status.ts';
import { type Cell, indented, joinCells } from './line.ts';
import type { Paint, Palette } from './palette.ts';
import type { TextOptions } from './text-options.ts';

/** `10:31:02.123` and the space behind it: facts begin under the second column. */
const TIME_WIDTH = 12;
const FACT_INDENT = TIME_WIDTH + 2;

/** Columns begin this wide, grow with what passes, and stop growing at the second number. */
const GROWTH = {
  client: [11, 24],
  route: [34, 64],
  operation: [32, 60],
  status: [12, 16],
} as const;

type Growing = keyof typeof GROWTH;

/** Narrower terminals than these go without the addresses, then without the traffic, to show the operation. */
const MIN_WIDTH_WITH_ROUTE = 140;
const MIN_WIDTH_WITH_TRAFFIC = 100;
/** `up 1.9 MB  down 2.1 kB` at its usual longest. */
const TRAFFIC_WIDTH = 23;
/** The operation is never squeezed below this, whatever the terminal. */
const MIN_OPERATION_WIDTH = 12;
const TOOK_WIDTH = 7;

/**
 * One line for each exchange, with its facts beneath it. Lines are made as exchanges end, so nobody knows
 * how wide a column will have to be: it grows when it must and never shrinks.
 */
export class ExchangeLines {
  readonly #options: TextOptions;
  readonly #widths: Record<Growing, number>;

  constructor(options: TextOptions) {
    this.#options = options;
    this.#widths = {
      client: GROWTH.client[0],
      route: GROWTH.route[0],
      operation: GROWTH.operation[0],
      status: GROWTH.status[0],
    };
  }

  lines(exchange: Exchange): readonly string[] {
    const row = exchangeRow(exchange);
    const { palette } = this.#options;
    return [
      joinCells(this.#cells(row), this.#options),
      ...row.facts.map((fact) => indented(fact, FACT_INDENT, this.#options, factPaint(fact, palette))),
    ];
  }

  #cells(row: ExchangeRow): readonly Cell[] {
    const { width, utcOffset, marks, palette } = this.#options;
    const time = row.at === null ? marks.none : clockTime(row.at, utcOffset, 'ms');
    const status = statusCell(row.status, this.#options);
    const route = `${row.from} ${marks.arrow} ${row.to}`;
    const withRoute = width === null || width >= MIN_WIDTH_WITH_ROUTE;
    const cells: Cell[] = [
      { text: time, width: TIME_WIDTH, paint: palette.context },
      { text: row.client, width: this.#grow('client', row.client) },
    ];
    if (withRoute) cells.push({ text: route, width: this.#grow('route', route), paint: palette.context });
    const statusWidth = this.#grow('status', status);
    const withTraffic = width === null || width >= MIN_WIDTH_WITH_TRAFFIC;
    const behind = statusWidth + 2 + TOOK_WIDTH + 2 + (withTraffic ? TRAFFIC_WIDTH + 2 : 0);
    const fixed = cells.reduce((sum, cell) => sum + (cell.width ?? 0) + 2, behind);
    const room = width === null ? null : Math.max(MIN_OPERATION_WIDTH, width - fixed);
    const operation = room === null ? row.operation : cutText(row.operation, room, marks.ellipsis);
    // A terminal's width is known from the start, so there the column need not grow.
    const operationWidth =
      room === null ? this.#grow('operation', operation) : Math.min(room, GROWTH.operation[1]);
    cells.push(
      {
        text: operation,
        width: operationWidth,
        paint: palette.named,
      },
      { text: status, width: statusWidth, paint: statusPaint(row.status, palette) },
      {
        text: row.tookMs === null ? '' : formatDuration(row.tookMs),
        width: TOOK_WIDTH,
        align: 'right',
      },
    );
    if (withTraffic) cells.push({ text: traffic(row), paint: palette.context });
    return cells;
  }

  #grow(column: Growing, text: string): number {
    const needed = Math.min(GROWTH[column][1], textWidth(text));
    if (needed > this.#widths[column]) this.#widths[column] = needed;
    return this.#widths[column];
  }
}

/** What went as it should has no sign, so that the rest stands out. */
function statusCell(status: Status, { marks }: TextOptions): string {
  return status.sign === 'ok' ? `  ${status.words}` : statusText(status, marks);
}

function statusPaint({ sign }: Status, palette: Palette): Paint {
  if (sign === 'failed') return palette.failed;
  if (sign === 'warning') return palette.warning;
  return sign === 'ok' ? palette.done : palette.context;
}

function factPaint(fact: string, palette: Palette): Paint {
  return fact.startsWith('error: ') || fact.includes('failed') ? palette.failed : palette.context;
}

function traffic({ up, down }: ExchangeRow): string {
  const parts = [];
  if (up > 0) parts.push(`up ${formatBytes(up)}`);
  if (down > 0) parts.push(`down ${formatBytes(down)}`);
  return parts.join('  ');
}
