import { type Finding, type Severity, severities } from '../../model/finding.ts';
import { formatQuantity } from '../view-model/format-bytes.ts';
import type { FailOn, FindingsReport } from './findings-report.ts';

/** Whether findings of this severity fail a check. */
export function fails(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn);
}

export function failing({ findings, failOn }: FindingsReport): readonly Finding[] {
  return findings.filter(({ severity }) => fails(severity, failOn));
}

const NAMES: Readonly<Record<Severity, string>> = {
  error: 'error',
  'sec-high': 'high risk',
  warn: 'warning',
  'sec-warn': 'risk',
  info: 'remark',
};

/** A severity for a person: `high risk`. */
export function severityWords(severity: Severity): string {
  return NAMES[severity];
}

/** `1 error, 2 warnings`; `nothing found` where there is none. */
export function countWords(findings: readonly Finding[]): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [formatQuantity(count, NAMES[severity])];
  });
  return counts.length === 0 ? 'nothing found' : counts.join(', ');
}

/** `61 rules judged, 40 not: what they look for is not in this capture`. */
export function judgedWords({ judged, notJudged, ignored, accepted }: FindingsReport): string {
  const parts = [`${formatQuantity(judged.length, 'rule')} judged`];
  if (notJudged.length > 0) parts.push(`${notJudged.length} had nothing to judge`);
  if (ignored > 0) parts.push(`${formatQuantity(ignored, 'finding')} ignored`);
  if (accepted > 0) parts.push(`${formatQuantity(accepted, 'finding')} accepted before`);
  return parts.join(', ');
}
