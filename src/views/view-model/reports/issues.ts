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
  { title: '#' },
  { title: 'CODE', most: 34 },
  { title: 'WHAT', most: 140 },
];

/** What was not as it should be: in the capture, on connections, in exchanges; in order of time. */
export function issuesReport({ exchanges, connections, issues }: CaptureRecords): Report {
  const found: { readonly at: number; readonly row: ReportRow }[] = issues.map((issue) => ({
    at: issue.at ?? 0,
    row: issueRow(issue, null),
  }));
  for (const { issues: own } of connections()) {
    for (const issue of own) found.push({ at: issue.at ?? 0, row: issueRow(issue, null) });
  }
  for (const { id, issues: own } of exchanges()) {
    for (const issue of own) found.push({ at: issue.at ?? 0, row: issueRow(issue, id) });
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

function issueRow({ at, code, message }: Issue, exchange: number | null): ReportRow {
  return {
    cells: [
      timeCell(at),
      countCell(exchange),
      textCell(safeText(code), 'strong'),
      textCell(safeText(message)),
    ],
    opens: exchange,
  };
}
