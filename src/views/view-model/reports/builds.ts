import type { Exchange } from '../../../model/exchange.ts';
import { exchangeRow } from '../exchange-row.ts';
import {
  bytesCell,
  type CaptureRecords,
  countCell,
  millisecondsCell,
  type Report,
  type ReportRow,
  report,
  textCell,
  timeCell,
} from '../report.ts';
import { safeText } from '../safe-text.ts';

const COLUMNS = [
  { title: '#' },
  { title: 'TIME' },
  { title: 'TAGS', most: 40 },
  { title: 'STATUS' },
  { title: 'STEPS' },
  { title: 'CACHED' },
  { title: 'CONTEXT' },
  { title: 'FILES', from: 90 },
  { title: 'LOGINS', from: 100 },
  { title: 'TOOK' },
  { title: 'BUILDER', from: 110 },
];

/** Every build, oldest first. */
export function buildsReport({ exchanges }: CaptureRecords): Report {
  const rows: ReportRow[] = [];
  for (const exchange of exchanges()) {
    const row = buildRow(exchange);
    if (row !== null) rows.push(row);
  }
  return report(COLUMNS, rows, rows.length === 0 ? ['No build was seen.'] : []);
}

function buildRow(exchange: Exchange): ReportRow | null {
  const { build } = exchange.docker;
  if (build === null) return null;
  const { at, status, tookMs } = exchangeRow(exchange);
  const { context, steps } = build;
  const files = context?.entries.reduce((sum, { type }) => sum + (type === 'directory' ? 0 : 1), 0);
  return {
    cells: [
      countCell(exchange.id),
      timeCell(at),
      build.tags.length === 0
        ? textCell('no tag', 'dim')
        : textCell(build.tags.map(safeText).join(' '), 'strong'),
      { kind: 'sign', sign: status.sign, text: status.words },
      countCell(steps.length === 0 ? null : steps.length),
      countCell(steps.length === 0 ? null : steps.filter(({ cached }) => cached).length),
      bytesCell(context?.bytes ?? null),
      countCell(files ?? null),
      countCell(build.registries.length === 0 ? null : build.registries.length),
      millisecondsCell(tookMs),
      textCell(build.builder),
    ],
    opens: exchange.id,
  };
}
