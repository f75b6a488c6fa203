import { expect, test } from 'vitest';
import { pushRetryLoop } from '../../../../src/diagnosis/rules/registry/push-retry-loop.ts';
import { info, push } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real push to a registry that breaks every layer off', async () => {
  expect(await messagesIn(pushRetryLoop, 'registry-troubles')).toEqual([
    expect.stringMatching(/^Layer [0-9a-f]{12} of a push was tried again [345] times in [23]\d s\.$/),
  ]);
});

test('a real push that is taken', async () => {
  expect(await messagesIn(pushRetryLoop, 'registry')).toEqual([]);
});

const layers = (retries: number) => ({
  progress: {
    layers: [{ id: '4f2c', status: 'Pushed', current: null, total: null, size: 9, retries }],
    messages: [],
    errorDetail: null,
    aux: [],
  },
});

test.each([
  [2, 0],
  [3, 1],
])('by hand, at its threshold: %i tries are %i finding', (retries, count) => {
  expect(messagesOf(pushRetryLoop, push('app', { docker: layers(retries) }))).toHaveLength(count);
});

test('by hand: no push', () => {
  expect(messagesOf(pushRetryLoop, info({}))).toBeNull();
});
