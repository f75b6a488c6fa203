import { expect, test } from 'vitest';
import { daemonAcceptsButSilent } from '../../../../src/diagnosis/rules/connect/daemon-accepts-but-silent.ts';
import type { ProbedPing } from '../../../../src/model/daemon-probe.ts';
import { daemonProbe, evidence, probedDoor, probedPing } from '../../../builders/evidence.ts';

const judge = (ping: ProbedPing | null, error: string | null = null) =>
  daemonAcceptsButSilent.judge(
    evidence({ probe: daemonProbe({ doors: [probedDoor('tcp://docker:2375', { error })], ping }) }),
  );

test('open and silent for seconds', () => {
  expect(judge(probedPing({ status: null, error: 'silent', tookMs: 5002 }))).toEqual([
    {
      message: expect.stringMatching(
        /^docker:2375 is open, but the daemon has not answered \/_ping for 5\.0 s/,
      ),
    },
  ]);
});

test('an answer, a shorter silence, an end and a closed port are something else', () => {
  expect(judge(probedPing())).toEqual([]);
  expect(judge(probedPing({ status: null, error: 'silent', tookMs: 900 }))).toEqual([]);
  expect(judge(probedPing({ status: null, error: 'closed', tookMs: 9000 }))).toEqual([]);
  expect(judge(null, 'ECONNREFUSED')).toEqual([]);
  expect(judge(null)).toBeNull();
});
