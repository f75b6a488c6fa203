import { describe, expect, test } from 'vitest';
import { dindPlainTcpStartupDelay } from '../../../../src/diagnosis/rules/connect/dind-plain-tcp-startup-delay.ts';
import { connection, refusedConnection, tlsConnection } from '../../../builders/connection.ts';
import { daemonProbe, evidence, probedDoor, trafficOf } from '../../../builders/evidence.ts';
import { AT } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

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

describe('by hand, in traffic, at its thresholds', () => {
  test.each([
    [14.9, 0],
    [15, 1],
    [25, 1],
    [25.1, 0],
  ])('refused for %d s: %i', (seconds, count) => {
    const accepted = connection({ id: 2, openedAt: AT + seconds * 1e6 });
    expect(dindPlainTcpStartupDelay.judge(trafficOf([], [refusedConnection(), accepted]))).toHaveLength(
      count,
    );
  });

  test('TLS alone is not judged', () => {
    expect(dindPlainTcpStartupDelay.judge(trafficOf([], [tlsConnection({})]))).toBeNull();
  });
});

test('a real daemon that was told --tls=false', async () => {
  const traffic = await captured('fixtures/late-daemon/capture.pcapng');
  expect(dindPlainTcpStartupDelay.judge(evidence({ traffic }))).toEqual([]);
});
