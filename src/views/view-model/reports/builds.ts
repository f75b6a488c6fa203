import type { Build } from '../../../model/build.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { buildStepRows } from '../build-step-rows.ts';
import { exchangeRow, isLibrary } from '../exchange-row.ts';
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
  { title: 'TAGS', most: 60 },
  { title: 'STATUS' },
  { title: 'STEPS' },
  { title: 'CACHED' },
  { title: 'CONTEXT' },
  { title: 'FILES', from: 90 },
  { title: 'LOGINS', from: 100 },
  { title: 'TOOK' },
  { title: 'BUILDER', from: 110 },
  { title: 'CLIENT', from: 140 },
  { title: 'FIRST MISS', most: 44, from: 160 },
  { title: 'ERROR', most: 60, from: 150 },
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
  const { docker } = exchange;
  const { build } = docker;
  if (build === null) return null;
  const { at, client, status, tookMs } = exchangeRow(exchange);
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
      textCell(docker.client === null || isLibrary(docker.client) ? '' : client, 'dim'),
      textCell(firstMiss(build)),
      textCell(errorWords(build)),
    ],
    opens: exchange.id,
  };
}

/** The step from which on nothing came from the cache; empty where none did, or all. */
function firstMiss(build: Build): string {
  const row = buildStepRows(build).find(({ cache }) => cache === 'first-miss');
  return row === undefined ? '' : `${row.number} ${row.instruction}`;
}

/** `exit code 1: RUN npm ci`, or the first line of what the builder said; empty for a build that did not fail. */
function errorWords({ error, steps }: Build): string {
  if (error === null) return '';
  const failed = steps.find((step) => step.error !== null) ?? steps.at(-1);
  if (error.code !== null && failed !== undefined)
    return safeText(`exit code ${error.code}: ${failed.instruction.slice(0, LONGEST)}`);
  return safeText(error.message.slice(0, LONGEST).trim().split('\n', 1)[0] ?? '');
}

const LONGEST = 300;
