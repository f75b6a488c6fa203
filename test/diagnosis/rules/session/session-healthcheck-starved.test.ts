import { expect, test } from 'vitest';
import { sessionHealthcheckStarved } from '../../../../src/diagnosis/rules/session/session-healthcheck-starved.ts';
import { connection } from '../../../builders/connection.ts';
import { call } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { AT, request } from '../../../builders/exchange.ts';
import { messages, messagesIn } from '../../messages.ts';

const none = { messages: 0, bytes: 0, content: [] };
const check = (id: number, waitedMs: number, code: number | null) =>
  call('grpc.health.v1.Health/Check', {
    id,
    docker: {
      grpc: {
        method: 'grpc.health.v1.Health/Check',
        caller: 'daemon',
        carrier: 1,
        request: none,
        response: none,
        status: code === null ? null : { code, name: '', message: '' },
      },
    },
    exchange: {
      connection: 7,
      request: request({ time: AT + id * 20_000_000 }),
      timing: { sendMs: 0, waitMs: waitedMs, receiveMs: 0, totalMs: waitedMs },
    },
  });
const given = (...checks: readonly ReturnType<typeof check>[]) => trafficOf(checks, [connection({ id: 7 })]);

test.each([
  ['two in a row', [check(1, 3, 0), check(2, 15_000, 4), check(3, 15_000, null)], 1],
  ['one between good ones', [check(1, 15_000, 4), check(2, 3, 0), check(3, 15_000, 4)], 0],
  ['two that came in time', [check(1, 14_999, 4), check(2, 14_999, 4)], 0],
])('by hand: %s', (_, checks, count) => {
  expect(messages(sessionHealthcheckStarved, given(...checks))).toHaveLength(count);
});

test('by hand: the words', () => {
  expect(messages(sessionHealthcheckStarved, given(check(2, 15_000, 4), check(3, 16_000, null)))).toEqual([
    'Two health checks of the daemon in a row went unanswered on the session (15 s and 16 s).',
  ]);
});

test('real sessions with health checks that are answered', async () => {
  expect((await messagesIn(sessionHealthcheckStarved, 'session-troubles')) ?? []).toEqual([]);
});
