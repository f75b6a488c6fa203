import type { Finding } from '../../model/finding.ts';
import { indented, wrapped } from '../text/line.ts';
import type { TextOptions } from '../text/text-options.ts';
import { formatQuantity } from '../view-model/format-bytes.ts';
import type { FindingsReport } from './findings-report.ts';
import { headLine } from './text.ts';
import { countWords } from './verdict.ts';

/** Findings that are told with their fix: together with the head they fit into the last 15 lines of a log. */
const MAX_TOLD = 2;
const MAX_DETAILS = 3;
const MAX_NAMED = 6;
const BENEATH = 4;
const DETAILS = 6;

/** The worst findings in few lines, for the end of a job's log; the others by their names. */
export function briefLines({ findings }: FindingsReport, options: TextOptions): readonly string[] {
  const { palette } = options;
  const told = findings.slice(0, MAX_TOLD);
  const others = findings.slice(MAX_TOLD);
  return [
    indented(`dind-sniff check: ${countWords(findings)}`, 0, options, palette.named),
    ...told.flatMap((finding) => oneFinding(finding, options)),
    ...(others.length === 0 ? [] : wrapped(`also ${names(others)}`, BENEATH, options, palette.context)),
  ];
}

function oneFinding(finding: Finding, options: TextOptions): readonly string[] {
  // Of a step's output the last lines say what went wrong.
  const details = finding.details.slice(-MAX_DETAILS);
  return [
    headLine(finding, options),
    ...wrapped(finding.message, BENEATH, options),
    ...details.map((line) => indented(line, DETAILS, options, options.palette.context)),
    ...wrapped(`To do: ${finding.fix}`, BENEATH, options),
  ];
}

function names(findings: readonly Finding[]): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  const named = ids.slice(0, MAX_NAMED).join(', ');
  return ids.length > MAX_NAMED ? `${named} and ${formatQuantity(ids.length - MAX_NAMED, 'other')}` : named;
}
