import { describe, expect, test } from 'vitest';
import { daemonRestartedMidJob } from '../../../../src/diagnosis/rules/connect/daemon-restarted-mid-job.ts';
import type { Connection } from '../../../../src/model/connection.ts';
import { connection, refusedConnection } from '../../../builders/connection.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { AT, exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const SECOND = 1_000_000;
const cut = (id: number, at: number) => connection({ id, endedFirst: { side: 'server', at }, closedAt: at });

describe('by hand', () => {
  const judge = (...connections: Connection[]) =>
    daemonRestartedMidJob.judge(trafficOf([exchange({ id: 5, state: 'aborted' })], connections));

  test('two are cut together, then it is closed, then back', () => {
    const connections = [
      cut(1, AT + 10 * SECOND),
      cut(2, AT + 10.5 * SECOND),
      refusedConnection({ id: 3, openedAt: AT + 12 * SECOND }),
      connection({ id: 4, openedAt: AT + 19 * SECOND }),
    ];
    expect(judge(...connections)).toEqual([
      {
        message:
          'The daemon at 172.17.0.2:2375 went away: 2 connections were cut together, and the port was closed for 9.0 s.',
        certainty: 'sure',
        connections: [1, 2, 3],
        exchanges: [5],
      },
    ]);
  });

  test.each([
    ['the client hung up', [connection(), refusedConnection({ openedAt: AT + 20 * SECOND })]],
    ['nothing was refused afterwards', [cut(1, AT + 10 * SECOND)]],
    ['refused long afterwards', [cut(1, AT), refusedConnection({ openedAt: AT + 900 * SECOND })]],
  ])('%s', (_name, connections) => {
    expect(judge(...connections)).toEqual([]);
  });

  test('where no end was seen it is not judged', () => {
    expect(judge(connection({ endedFirst: null, closedBy: 'capture-end' }))).toBeNull();
  });
});

test('a real daemon that is killed', async () => {
  const traffic = await captured('fixtures/aborted/capture.pcapng');
  expect(daemonRestartedMidJob.judge(evidence({ traffic }))).toMatchObject([
    { message: expect.stringMatching(/went away: .*the port was closed from then on/) },
  ]);
});

test('a real daemon that stays', async () => {
  const traffic = await captured('fixtures/exec/capture.pcapng');
  expect(daemonRestartedMidJob.judge(evidence({ traffic }))).toEqual([]);
});
