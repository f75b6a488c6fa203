import type { Issue } from '../../../layer/issue.ts';
import { formatQuantity } from '../format-bytes.ts';
import {
  type CaptureRecords,
  countCell,
  type Report,
  type ReportRow,
  report,
  textCell,
  timeCell,
} from '../report.ts';
import { safeText } from '../safe-text.ts';

const COLUMNS = [
  { title: 'TIME' },
  { title: 'CONN', from: 90 },
  { title: '#' },
  { title: 'CODE', most: 34 },
  { title: 'WHAT', most: 140 },
];

/** What was not as it should be: in the capture, on connections, in exchanges; in order of time. */
export function issuesReport({ exchanges, connections, issues }: CaptureRecords): Report {
  const found: { readonly at: number; readonly row: ReportRow }[] = [];
  const take = (issue: Issue, connection: number | null, exchange: number | null) =>
    found.push({ at: issue.at ?? 0, row: issueRow(issue, connection, exchange) });
  // What a connection holds has been told as it came, too.
  const placed = new Set<Issue>();
  for (const { id, issues: own } of connections()) {
    for (const issue of own) {
      take(issue, id, null);
      placed.add(issue);
    }
  }
  for (const issue of issues) if (!placed.has(issue)) take(issue, null, null);
  for (const { id, connection, issues: own } of exchanges()) {
    for (const issue of own) take(issue, connection, id);
  }
  found.sort((one, other) => one.at - other.at);
  const notes =
    found.length === 0
      ? ['Nothing out of the ordinary was seen.']
      : [`${formatQuantity(found.length, 'issue')}. docs/issues.md says what each code means.`];
  return report(
    COLUMNS,
    found.map(({ row }) => row),
    notes,
  );
}

function issueRow(
  { at, code, message }: Issue,
  connection: number | null,
  exchange: number | null,
): ReportRow {
  return {
    cells: [
      timeCell(at),
      countCell(connection),
      countCell(exchange),
      textCell(safeText(code), 'strong'),
      textCell(safeText(message)),
    ],
    opens: exchange,
  };
}
