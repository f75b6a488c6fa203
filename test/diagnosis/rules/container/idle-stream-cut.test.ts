import { expect, test } from 'vitest';
import { idleStreamCut } from '../../../../src/diagnosis/rules/container/idle-stream-cut.ts';
import { connection } from '../../../builders/connection.ts';
import { call } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { AT } from '../../../builders/exchange.ts';
import { messages, messagesIn } from '../../messages.ts';

const logs = (id: number, state: 'aborted' | 'complete' = 'aborted') =>
  call('ContainerLogs', { id, exchange: { summary: 'logs -f web', state, connection: id } });
const quiet = (id: number, seconds: number) =>
  connection({
    id,
    closedBy: 'reset',
    lastByteAt: { client: AT, server: AT },
    endedAt: { client: null, server: null },
    closedAt: AT + seconds * 1_000_000,
  });

test.each([
  [60, 1],
  [350, 1],
  [353, 1],
  [354, 0],
  [200, 0],
])('by hand: one stream, cut after %i s of silence', (seconds, count) => {
  expect(messages(idleStreamCut, trafficOf([logs(1)], [quiet(1, seconds)]))).toHaveLength(count);
});

test('by hand: two that were cut after equally long ones', () => {
  expect(messages(idleStreamCut, trafficOf([logs(1), logs(2)], [quiet(1, 200), quiet(2, 201)]))).toHaveLength(
    2,
  );
  expect(messages(idleStreamCut, trafficOf([logs(1), logs(2)], [quiet(1, 20), quiet(2, 20)]))).toEqual([]);
});

test('by hand: the words for a load balancer of AWS; what was over was not cut', () => {
  expect(messages(idleStreamCut, trafficOf([logs(1)], [quiet(1, 350)]))).toEqual([
    '"logs -f web" was cut after 5 m 50 s of silence: an idle timeout (350 s is that of AWS network load balancers) of something in the path.',
  ]);
  expect(messages(idleStreamCut, trafficOf([logs(1, 'complete')], [quiet(1, 350)]))).toEqual([]);
});

test.each(['logs', 'events-stats', 'buildkit-stages', 'aborted'])('real streams: %s', async (fixture) => {
  expect(await messagesIn(idleStreamCut, fixture)).toEqual([]);
});

test('by hand: without streams it is not judged', () => {
  expect(messages(idleStreamCut, trafficOf([]))).toBeNull();
});
