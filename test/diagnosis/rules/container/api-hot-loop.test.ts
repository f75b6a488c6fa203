import { expect, test } from 'vitest';
import { apiHotLoop } from '../../../../src/diagnosis/rules/container/api-hot-loop.ts';
import { call } from '../../../builders/engine-calls.ts';
import { AT, request } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const polls = (count: number, everyMs: number) =>
  Array.from({ length: count }, (_, index) =>
    call('ContainerInspect', {
      id: index + 1,
      exchange: {
        request: request({ method: 'GET', path: '/containers/web/json', time: AT + index * everyMs * 1000 }),
      },
    }),
  );

test.each([
  [500, 2000, 0],
  [501, 2000, 1],
  [60, 190, 1],
  [60, 210, 0],
  [50, 190, 0],
])('by hand, at its thresholds: %i calls, one every %i ms', (count, everyMs, found) => {
  expect(messagesOf(apiHotLoop, ...polls(count, everyMs))).toHaveLength(found);
});

test('by hand: which call it is', () => {
  expect(messagesOf(apiHotLoop, ...polls(501, 2000), call('SystemInfo', { id: 900 }))).toEqual([
    '501 of 502 requests were GET /containers/{id}/json.',
  ]);
});

test.each(['manage', 'buildkit-two-at-once'])('real clients: %s', async (fixture) => {
  expect(await messagesIn(apiHotLoop, fixture)).toEqual([]);
});
