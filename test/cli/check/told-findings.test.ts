import { expect, test } from 'vitest';
import { AcceptedFindings } from '../../../src/cli/check/accepted-findings.ts';
import { toldFindings } from '../../../src/cli/check/told-findings.ts';
import { fingerprint } from '../../../src/views/findings/fingerprint.ts';
import { finding } from '../../builders/finding.ts';

test('ignored rules and accepted findings are counted, not told', () => {
  const kept = finding({ message: 'another' });
  const diagnosis = {
    findings: [finding(), kept, finding({ rule: 'context-huge' })],
    judged: 2,
    notJudged: [],
  };
  const accepted = new AcceptedFindings([fingerprint(finding())]);
  const told = toldFindings(diagnosis, new Set(['context-huge']), accepted);
  expect(told.findings).toEqual([kept]);
  expect(told).toMatchObject({ ignored: 1, accepted: 1 });
  expect(told.judged.map(({ id }) => id)).not.toContain('context-huge');
});

test('rules that were not judged are told apart', () => {
  const told = toldFindings({ findings: [], judged: 0, notJudged: ['context-huge'] }, new Set(), null);
  expect(told.notJudged.map(({ id }) => id)).toEqual(['context-huge']);
  expect(told.judged.map(({ id }) => id)).not.toContain('context-huge');
});
