import type { Finding, Severity } from '../../../model/finding.ts';
import { formatQuantity } from '../format-bytes.ts';
import { type CaptureRecords, type Report, type ReportRow, report, textCell } from '../report.ts';
import { safeText } from '../safe-text.ts';
import type { Sign } from '../status.ts';

const COLUMNS = [{ title: 'SEVERITY' }, { title: 'WHAT', most: 160 }];

const SIGNS: Readonly<Record<Severity, Sign>> = {
  error: 'failed',
  'sec-high': 'failed',
  warn: 'warning',
  'sec-warn': 'warning',
  info: 'quiet',
};

/** What the rules find in the capture, worst first; beneath each what to do, and what belongs to it. */
export function findingsReport({ findings }: CaptureRecords): Report {
  const found = findings();
  const notes =
    found.length === 0
      ? ['No rule found anything wrong. docs/rules.md says what they look for.']
      : [`${formatQuantity(found.length, 'finding')}, worst first. docs/rules.md says more about each rule.`];
  return report(COLUMNS, found.flatMap(findingRows), notes);
}

function findingRows({ severity, rule, message, fix, details, exchanges }: Finding): readonly ReportRow[] {
  const opens = exchanges[0] ?? null;
  const below = (text: string, goesOn: number, weight?: 'dim'): ReportRow => ({
    cells: [textCell(''), textCell(safeText(text), weight)],
    opens,
    goesOn,
  });
  return [
    { cells: [{ kind: 'sign', sign: SIGNS[severity], text: severity }, textCell(rule, 'strong')], opens },
    below(message, 0),
    below(`To do: ${fix}`, 2),
    ...details.map((detail) => below(`  ${detail}`, 2, 'dim')),
    below(' ', 0),
  ];
}
