import type { Severity } from '../../model/finding.ts';
import type { FindingsReport } from './findings-report.ts';
import { fingerprint } from './fingerprint.ts';
import { placeOrUsual } from './place.ts';

const SEVERITIES: Readonly<Record<Severity, 'info' | 'minor' | 'major' | 'critical' | 'blocker'>> = {
  error: 'critical',
  'sec-high': 'critical',
  warn: 'major',
  'sec-warn': 'major',
  info: 'info',
};

/** GitLab's Code Quality report: its documentation lists these members as the ones that it reads. */
export function codeQuality({ findings }: FindingsReport): string {
  const known = new Set<string>();
  const issues = findings.flatMap((finding) => {
    // GitLab refuses a report with a fingerprint in it twice.
    const print = fingerprint(finding);
    if (known.has(print)) return [];
    known.add(print);
    const { file, line } = placeOrUsual(finding);
    return [
      {
        description: `${finding.message} ${finding.fix}`,
        check_name: finding.rule,
        fingerprint: print,
        severity: SEVERITIES[finding.severity],
        location: { path: file, lines: { begin: line ?? 1 } },
      },
    ];
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
