import { describe, expect, test } from 'vitest';
import { daemonAcceptsButSilent } from '../../../../src/diagnosis/rules/connect/daemon-accepts-but-silent.ts';
import type { ProbedPing } from '../../../../src/model/daemon-probe.ts';
import { connection } from '../../../builders/connection.ts';
import { daemonProbe, evidence, probedDoor, probedPing, trafficOf } from '../../../builders/evidence.ts';
import { AT, exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

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

const timing = { sendMs: 0, receiveMs: 0, totalMs: 0 };

describe('by hand, in traffic, at its threshold', () => {
  test.each([
    [5000, 0],
    [5001, 1],
  ])('an answer after %i ms: %i', (waitMs, count) => {
    expect(
      daemonAcceptsButSilent.judge(trafficOf([exchange({ timing: { ...timing, waitMs } })])),
    ).toHaveLength(count);
  });

  test('no answer before the client gave up', () => {
    const ping = exchange({ response: null, timing: { ...timing, waitMs: null } });
    const given = connection({ closedAt: AT + 12_000_000 });
    expect(daemonAcceptsButSilent.judge(trafficOf([ping], [given]))).toMatchObject([
      { message: expect.stringMatching(/silent to \/_ping for 12 s and never answered/), connections: [1] },
    ]);
  });

  test('without a ping it is not judged', () => {
    expect(daemonAcceptsButSilent.judge(trafficOf([exchange({ operation: 'SystemInfo' })]))).toBeNull();
  });
});

test('a real ping', async () => {
  const traffic = await captured('fixtures/exec/capture.pcapng');
  expect(daemonAcceptsButSilent.judge(evidence({ traffic }))).toEqual([]);
});
