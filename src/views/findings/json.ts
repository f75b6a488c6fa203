import type { FindingsReport } from './findings-report.ts';
import { fingerprint } from './fingerprint.ts';
import { failing } from './verdict.ts';

/** One document; docs/check.md tells its members. */
export function findingsJson(report: FindingsReport): string {
  const { capture, toolVersion, findings, ignored, accepted, judged, notJudged, failOn, operation } = report;
  const document = {
    type: 'check',
    version: toolVersion,
    capture,
    failOn,
    failed: failing(report).length > 0,
    findings: findings.map(({ exchanges, ...finding }) => ({
      ...finding,
      fingerprint: fingerprint({ ...finding, exchanges }),
      exchanges: exchanges.map((id) => ({ id, operation: operation(id) })),
    })),
    ignored,
    accepted,
    judged: judged.map(({ id }) => id),
    notJudged: notJudged.map(({ id }) => id),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
