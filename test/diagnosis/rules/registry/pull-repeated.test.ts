import { expect, test } from 'vitest';
import { pullRepeated } from '../../../../src/diagnosis/rules/registry/pull-repeated.ts';
import { built, info, pull } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const layers = (size: number) => ({
  progress: {
    layers: [{ id: 'a', status: 'Pull complete', current: null, total: null, size, retries: 0 }],
    messages: [],
    errorDetail: null,
    aux: [],
  },
});

test('a real job that pulls one image three times', async () => {
  expect(await messagesIn(pullRepeated, 'registry')).toEqual([
    expect.stringMatching(/^127\.0\.0\.1:5000\/alice\/tiny:1 was pulled 3 times in this job/),
  ]);
});

test('a real build that pulls once', async () => {
  expect(await messagesIn(pullRepeated, 'buildkit-buildx-registry')).toEqual([]);
});

test.each([
  [250_000_000, 'info'],
  [250_000_001, 'warn'],
])('by hand, at its threshold: twice %i bytes is of severity %s', (size, severity) => {
  const found = pullRepeated.judge(
    trafficOf([
      pull('node:22', { id: 1, docker: layers(size) }),
      pull('node:22', { id: 2, docker: layers(size) }),
    ]),
  );
  expect(found).toMatchObject([{ severity, message: 'node:22 was pulled twice in this job (500 MB).' }]);
});

test('by hand: builds with --pull; a pull that failed counts for nothing', () => {
  expect(
    messagesOf(
      pullRepeated,
      built({ pull: true }, 1),
      built({ pull: true }, 2),
      pull('a', { id: 3, error: 'x' }),
      pull('a', { id: 4 }),
    ),
  ).toEqual(['2 builds asked the registry for their base images anew (--pull).']);
});

test('by hand: no pull and no build', () => {
  expect(messagesOf(pullRepeated, info({}))).toBeNull();
});
