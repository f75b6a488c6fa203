import { expect, test } from 'vitest';
import { dindPlainTcpStartupDelay } from '../../../../src/diagnosis/rules/connect/dind-plain-tcp-startup-delay.ts';
import { daemonProbe, evidence, probedDoor } from '../../../builders/evidence.ts';

const judge = (forMs: number, answered = true, tls: 'verified' | null = null) =>
  dindPlainTcpStartupDelay.judge(
    evidence({
      probe: daemonProbe({ doors: [probedDoor('tcp://docker:2375')], tls, waited: { forMs, answered } }),
    }),
  );

test('16 seconds of sleep and a start', () => {
  expect(judge(17_400)).toEqual([
    { message: expect.stringMatching(/^The daemon answered after 17\S* s: dockerd sleeps 16 s/) },
  ]);
});

test('sooner, much later, and with TLS it is something else', () => {
  expect(judge(3000)).toEqual([]);
  expect(judge(40_000)).toEqual([]);
  expect(judge(17_400, true, 'verified')).toEqual([]);
});

test('not judged where nobody waited, or in vain', () => {
  expect(judge(17_400, false)).toBeNull();
  expect(dindPlainTcpStartupDelay.judge(evidence({ probe: daemonProbe() }))).toBeNull();
});
