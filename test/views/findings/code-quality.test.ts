import { expect, test } from 'vitest';
import { codeQuality } from '../../../src/views/findings/code-quality.ts';
import { finding, findingsReport, hostileFinding } from '../../builders/finding.ts';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const issues = (findings: Parameters<typeof findingsReport>[0]): readonly Issue[] =>
  JSON.parse(codeQuality(findingsReport(findings))) as readonly Issue[];

test('the members that GitLab documents, with their values', () => {
  // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
  for (const issue of issues([finding(), hostileFinding, finding({ severity: 'info', place: null })])) {
    expect(Object.keys(issue)).toEqual(['description', 'check_name', 'fingerprint', 'severity', 'location']);
    expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(issue.severity);
    expect(issue.location.path).not.toMatch(/^(\.\/|\/)/);
    expect(issue.location.lines.begin).toBeGreaterThan(0);
  }
});

test('no fingerprint twice, which GitLab refuses', () => {
  expect(issues([finding(), finding({ exchanges: [9] })])).toHaveLength(1);
});

test('nothing found is an empty list', () => {
  expect(issues([])).toEqual([]);
});
