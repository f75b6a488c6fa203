import type { Rule } from '../../diagnosis/rule.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { FindingsReport } from './findings-report.ts';
import { fingerprint } from './fingerprint.ts';
import { placeOrUsual } from './place.ts';
import { proofWords } from './proof.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  'sec-high': 'error',
  warn: 'warning',
  'sec-warn': 'warning',
  info: 'note',
};

/** What GitHub makes `high` and `medium` of (its documentation of SARIF, `security-severity`). */
const SECURITY_SEVERITIES: Partial<Readonly<Record<Severity, string>>> = {
  'sec-high': '8.0',
  'sec-warn': '5.0',
};

/** SARIF 2.1.0 (OASIS), as GitHub's code scanning and Jenkins' Warnings plugin read it. */
export function sarif(report: FindingsReport): string {
  const { findings, judged, toolVersion } = report;
  const rules = judged.filter(({ id }) => findings.some(({ rule }) => rule === id));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'dind-sniff', semanticVersion: toolVersion, rules: rules.map(descriptor) } },
        // GitHub replaces the results of the same category when a job runs again.
        automationDetails: { id: 'dind-sniff/' },
        results: findings.map((finding) => result(finding, rules, report)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor({ id, phase, severity, symptom, cause, fix, evidence }: Rule): object {
  const security = SECURITY_SEVERITIES[severity];
  return {
    id,
    shortDescription: { text: symptom },
    fullDescription: { text: cause },
    help: { text: `${fix}\n\nHow it is told: ${evidence}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['docker', phase, ...(security === undefined ? [] : ['security'])],
      ...(security === undefined ? {} : { 'security-severity': security }),
    },
  };
}

function result(finding: Finding, rules: readonly Rule[], report: FindingsReport): object {
  const { file, line } = placeOrUsual(finding);
  const proof = proofWords(finding, report);
  const details = finding.details.length === 0 ? [] : [finding.details.join('\n')];
  const seen = proof === '' ? [] : [`Seen in ${proof} of ${report.capture}.`];
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    level: LEVELS[finding.severity],
    message: { text: [finding.message, finding.fix, ...details, ...seen].join('\n') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: line ?? 1 },
        },
      },
    ],
    partialFingerprints: { 'dindSniff/v1': fingerprint(finding) },
    properties: {
      severity: finding.severity,
      certainty: finding.certainty,
      exchanges: finding.exchanges,
      connections: finding.connections,
    },
  };
}
