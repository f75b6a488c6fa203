import type { Finding, Severity } from '../../model/finding.ts';
import { indented, wrapped } from '../text/line.ts';
import type { Paint, Palette } from '../text/palette.ts';
import type { TextOptions } from '../text/text-options.ts';
import type { FindingsReport } from './findings-report.ts';
import { proofWords } from './proof.ts';
import { countWords, judgedWords, severityWords } from './verdict.ts';

const BENEATH = 4;
const DETAILS = 6;

/** Every finding with what was seen, what to do and where it shows. */
export function findingLines(report: FindingsReport, options: TextOptions): readonly string[] {
  const { palette } = options;
  return [
    ...report.findings.flatMap((finding) => [...oneFinding(finding, report, options), '']),
    ...wrapped(`${countWords(report.findings)}; ${judgedWords(report)}`, 0, options, palette.named),
  ];
}

function oneFinding(finding: Finding, report: FindingsReport, options: TextOptions): readonly string[] {
  const { palette } = options;
  const proof = proofWords(finding, report);
  return [
    headLine(finding, options),
    ...wrapped(finding.message, BENEATH, options),
    ...finding.details.map((line) => indented(line, DETAILS, options, palette.context)),
    ...wrapped(`To do: ${finding.fix}`, BENEATH, options),
    ...(proof === '' ? [] : wrapped(`Seen in ${proof}.`, BENEATH, options, palette.context)),
  ];
}

/** `✗ build-step-failed  error`, and how sure that is where it is not sure. */
export function headLine({ rule, severity, certainty }: Finding, options: TextOptions): string {
  const { palette, marks } = options;
  const doubt = certainty === 'sure' ? '' : `, ${certainty}`;
  const sign = isGrave(severity) ? marks.failed : marks.warning;
  return indented(
    `${sign} ${rule}  ${severityWords(severity)}${doubt}`,
    0,
    options,
    paintOf(severity, palette),
  );
}

function isGrave(severity: Severity): boolean {
  return severity === 'error' || severity === 'sec-high';
}

function paintOf(severity: Severity, palette: Palette): Paint {
  if (isGrave(severity)) return palette.failed;
  return severity === 'info' ? palette.context : palette.warning;
}
