import { describe, expect, test } from 'vitest';
import { connectDaemonNotReady } from '../../../../src/diagnosis/rules/connect/connect-daemon-not-ready.ts';
import type { Connection } from '../../../../src/model/connection.ts';
import { connection, refusedConnection } from '../../../builders/connection.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { AT } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const judge = (...connections: Connection[]) => connectDaemonNotReady.judge(trafficOf([], connections));

describe('by hand', () => {
  test('refused, and accepted later', () => {
    const late = connection({ id: 3, openedAt: AT + 17_400_000 });
    expect(
      judge(refusedConnection({ id: 1 }), refusedConnection({ id: 2, openedAt: AT + 1000 }), late),
    ).toEqual([
      {
        message:
          'The daemon at 172.17.0.2:2375 was ready 17 s after the first attempt; 2 connections refused before that.',
        connections: [1, 2],
      },
    ]);
  });

  test('refused for good is an error', () => {
    expect(judge(refusedConnection({ id: 1 }))).toMatchObject([{ severity: 'error', connections: [1] }]);
  });

  test.each([
    ['refused after it was ready', [connection(), refusedConnection({ openedAt: AT + 9_000_000 })]],
    [
      'localhost is ::1 first, and then 127.0.0.1',
      [
        refusedConnection({ server: '[::1]:2375' }),
        connection({ server: '127.0.0.1:2375', openedAt: AT + 200 }),
      ],
    ],
  ])('%s', (_name, connections) => {
    expect(judge(...connections)).toEqual([]);
  });

  test('where no connection was seen from its beginning it is not judged', () => {
    expect(judge(connection({ handshake: 'missed' }))).toBeNull();
  });
});

test('a real client before its daemon listens', async () => {
  const traffic = await captured('fixtures/late-daemon/capture.pcapng');
  expect(connectDaemonNotReady.judge(evidence({ traffic }))).toMatchObject([
    { message: expect.stringMatching(/was ready .* after the first attempt; \d+ connections? refused/) },
  ]);
});

test('a real daemon that is ended is not late', async () => {
  const traffic = await captured('fixtures/aborted/capture.pcapng');
  expect(connectDaemonNotReady.judge(evidence({ traffic }))).toEqual([]);
});
