import type { Rule } from '../../src/diagnosis/rule.ts';
import { rule } from '../../src/diagnosis/rule.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { FindingsReport } from '../../src/views/findings/findings-report.ts';

/** A failed step, seen in exchange 2, changed by `fields`. */
export function finding(fields: Partial<Finding> = {}): Finding {
  return {
    rule: 'build-step-failed',
    phase: 'build',
    severity: 'error',
    certainty: 'sure',
    message: 'Step 4/7 "RUN npm ci" exited 1 after 4.2 s.',
    fix: 'Look at what the step printed.',
    details: ['npm error code EUSAGE'],
    exchanges: [2],
    connections: [],
    place: { file: 'Dockerfile', line: 6 },
    ...fields,
  };
}

export function ruleOf(id: string, fields: Partial<Rule> = {}): Rule {
  return {
    ...rule({
      id,
      phase: 'build',
      severity: 'error',
      certainty: 'sure',
      needs: [],
      symptom: 'A build ends with an error.',
      cause: 'A command failed.',
      fix: 'Look at what the step printed.',
      evidence: 'The error of the answer.',
      judge: () => [],
    }),
    ...fields,
  };
}

/** A report of these findings; their rules were judged, and one more. */
export function findingsReport(
  findings: readonly Finding[],
  fields: Partial<FindingsReport> = {},
): FindingsReport {
  const ids = [...new Set(findings.map(({ rule: id }) => id))];
  return {
    capture: 'build.pcapng',
    toolVersion: '1.2.3',
    findings,
    ignored: 0,
    accepted: 0,
    judged: [...ids, 'context-huge'].map((id) => ruleOf(id)),
    notJudged: [ruleOf('mtu-mismatch', { phase: 'network' })],
    failOn: 'error',
    operation: (id) => (id === 2 ? 'build web:latest' : null),
    ...fields,
  };
}

/** What no format may let through as it is. */
export const hostileFinding = finding({
  rule: 'context-secret-files',
  severity: 'sec-high',
  message: '</failure> ]]> %0A::error:: "quoted" & \u{1f4a5} {{x}} <script>',
  details: ['a,b:c%d', '-->', '\\u202e'],
  place: { file: 'a b/ü,:.pem', line: null },
});
