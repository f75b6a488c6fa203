import { expect, test } from 'vitest';
import { sessionLostWaitTimeout } from '../../../../src/diagnosis/rules/session/session-lost-wait-timeout.ts';
import { connection } from '../../../builders/connection.ts';
import { built, call } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { AT, request } from '../../../builders/exchange.ts';
import { messages, messagesIn } from '../../messages.ts';

const error = {
  code: null,
  message: 'failed to read dockerfile: no active session for s1: context deadline exceeded',
};
const build = built({ error }, 1, {
  request: request({ time: AT }),
  timing: { sendMs: 0, waitMs: 5000, receiveMs: 0, totalMs: 5000 },
});
const session = (seconds: number, server = '172.17.0.2:2375') =>
  call('Session', {
    id: 2,
    docker: { session: { id: 's1', name: null, sharedKey: null, methods: [] } },
    exchange: { server, connection: 7, request: request({ time: AT + seconds * 1_000_000 }) },
  });
const closed = (seconds: number) => connection({ id: 7, closedAt: AT + seconds * 1_000_000 });

test.each([
  [
    'to another daemon',
    session(0, '10.0.0.9:2375'),
    90,
    'The build went to 172.17.0.2:2375, but its session to 10.0.0.9:2375.',
  ],
  ['too late', session(6), 90, 'The session of the build was opened 6.0 s after it; BuildKit waits for 5 s.'],
  ['closed before', session(0), 2, 'The session of the build was closed 3.0 s before the build ended.'],
  [
    'and still there',
    session(0),
    90,
    'The daemon that built did not find the session of the build, though it was open: it may have been another daemon.',
  ],
])('by hand: a session %s', (_, one, until, expected) => {
  expect(messages(sessionLostWaitTimeout, trafficOf([build, one], [closed(until)]))).toEqual([expected]);
});

test('a real session that nobody opened is another rule', async () => {
  expect(await messagesIn(sessionLostWaitTimeout, 'session-troubles')).toEqual([]);
});

test('a real capture without sessions is not judged', async () => {
  expect(await messagesIn(sessionLostWaitTimeout, 'classic-build')).toBeNull();
});
