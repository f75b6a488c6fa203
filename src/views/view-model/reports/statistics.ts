import type { Exchange } from '../../../model/exchange.ts';
import { receivedBytes, sentBytes, titleWords } from '../exchange-row.ts';
import { formatQuantity } from '../format-bytes.ts';
import { formatDuration } from '../format-duration.ts';
import {
  bytesCell,
  type CaptureRecords,
  countCell,
  millisecondsCell,
  type Report,
  report,
  textCell,
} from '../report.ts';
import { safeText } from '../safe-text.ts';
import { isFailure } from '../status.ts';

const COLUMNS = [
  { title: 'OPERATION', most: 44 },
  { title: 'CALLS' },
  { title: 'ERRORS' },
  { title: 'UP' },
  { title: 'DOWN' },
  { title: 'P50' },
  { title: 'P95' },
  { title: 'SLOWEST' },
  { title: 'IN ALL', from: 120 },
  { title: 'THE SLOWEST', most: 80, from: 130 },
];

interface Counted {
  calls: number;
  errors: number;
  up: number;
  down: number;
  /** All durations together, in milliseconds. */
  inAll: number;
  readonly took: number[];
  slowest: Exchange | null;
}

/** Durations kept of one operation; of more, the sample is of the first ones. */
const MAX_DURATIONS = 100_000;

/** How often each operation was asked for, how it went and how long it took: the most frequent first. */
export function statisticsReport({ exchanges }: CaptureRecords): Report {
  const operations = new Map<string, Counted>();
  let calls = 0;
  let slowest: Exchange | null = null;
  for (const exchange of exchanges()) {
    calls += 1;
    const name = exchange.operation ?? 'not of the Engine API';
    let counted = operations.get(name);
    if (counted === undefined) {
      counted = { calls: 0, errors: 0, up: 0, down: 0, inAll: 0, took: [], slowest: null };
      operations.set(name, counted);
    }
    count(counted, exchange);
    if (exchange.state === 'complete' && isSlower(exchange, slowest)) slowest = exchange;
  }
  const rows = Array.from(operations)
    .sort(([, one], [, other]) => other.calls - one.calls)
    .map(([name, { calls: times, errors, up, down, inAll, took, slowest: most }]) => {
      took.sort((one, other) => one - other);
      return {
        cells: [
          textCell(safeText(name), 'strong'),
          countCell(times),
          errors === 0 ? countCell(null) : ({ kind: 'sign', sign: 'failed', text: String(errors) } as const),
          bytesCell(up === 0 ? null : up),
          bytesCell(down === 0 ? null : down),
          millisecondsCell(percentile(took, 0.5)),
          millisecondsCell(percentile(took, 0.95)),
          millisecondsCell(most?.timing.totalMs ?? null),
          millisecondsCell(took.length === 0 ? null : inAll),
          textCell(most === null ? '' : titleWords(most), 'dim'),
        ],
        opens: most?.id ?? null,
      };
    });
  return report(COLUMNS, rows, [sentence(calls, slowest)]);
}

function sentence(calls: number, slowest: Exchange | null): string {
  const all = formatQuantity(calls, 'call');
  if (slowest === null || slowest.timing.totalMs === null) return `${all}.`;
  return `${all}; the longest was ${safeText(slowest.summary)} with ${formatDuration(slowest.timing.totalMs)}.`;
}

function count(counted: Counted, exchange: Exchange): void {
  const { totalMs } = exchange.timing;
  counted.calls += 1;
  if (isFailure(exchange)) counted.errors += 1;
  counted.up += sentBytes(exchange);
  counted.down += receivedBytes(exchange);
  counted.inAll += totalMs ?? 0;
  if (totalMs !== null && counted.took.length < MAX_DURATIONS) counted.took.push(totalMs);
  if (isSlower(exchange, counted.slowest)) counted.slowest = exchange;
}

function isSlower({ timing }: Exchange, other: Exchange | null): boolean {
  return timing.totalMs !== null && timing.totalMs > (other?.timing.totalMs ?? -1);
}

/** The smallest of the sorted values that at least `part` of them do not pass (nearest rank); null of none. */
export function percentile(sorted: readonly number[], part: number): number | null {
  if (sorted.length === 0) return null;
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}
