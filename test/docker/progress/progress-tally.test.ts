import { expect, test } from 'vitest';
import { ProgressTally } from '../../../src/docker/progress/progress-tally.ts';

function tally(...values: readonly unknown[]) {
  const sum = new ProgressTally();
  for (const value of values) sum.add(value);
  return sum.progress();
}

test('the last status of each layer, in order of first mention', () => {
  const { layers, messages } = tally(
    { status: 'Pulling from library/a', id: 'latest' },
    { status: 'Pulling fs layer', progressDetail: {}, id: 'b' },
    { status: 'Pulling fs layer', progressDetail: {}, id: 'a' },
    { status: 'Downloading', progressDetail: { current: 5, total: 10 }, id: 'b' },
  );
  expect(layers).toEqual([
    { id: 'b', status: 'Downloading', current: 5, total: 10, size: 10, retries: 0 },
    { id: 'a', status: 'Pulling fs layer', current: null, total: null, size: null, retries: 0 },
  ]);
  expect(messages).toEqual(['latest: Pulling from library/a']);
});

test('messages, aux and an error', () => {
  const error = { errorDetail: { message: 'denied' }, error: 'denied' };
  const aux = { Tag: 'latest', Digest: 'sha256:ab', Size: 3 };
  expect(
    tally(
      { status: 'Digest: sha256:ab' },
      { stream: 'Loaded image: a:1\n' },
      { progressDetail: {}, aux },
      error,
    ),
  ).toEqual({
    layers: [],
    messages: ['Digest: sha256:ab', 'Loaded image: a:1'],
    aux: [aux],
    errorDetail: { code: null, message: 'denied' },
  });
});

test('what is kept is bounded', () => {
  const many = Array.from({ length: 3000 }, (_, index) => index);
  const progress = tally(
    ...many.map((index) => ({ status: 'x'.repeat(5000), id: `layer${index}` })),
    ...many.map((index) => ({ status: `message ${index}` })),
    ...many.map((index) => ({ aux: { index } })),
    { aux: { large: 'x'.repeat(10_000) } },
  );
  expect(progress.layers).toHaveLength(1000);
  expect(progress.layers[0]?.status).toHaveLength(1000);
  expect(progress.messages).toHaveLength(200);
  expect(progress.messages.at(-1)).toBe('message 2999');
  expect(progress.aux).toHaveLength(100);
  expect(progress.aux.at(-1)).toEqual({ index: 2999 });
});

test('the size of a layer outlives its download, and each try is counted once', () => {
  const { layers } = tally(
    { status: 'Downloading', progressDetail: { current: 5, total: 4000 }, id: 'a' },
    { status: 'Extracting', progressDetail: { current: 1, total: 9000 }, id: 'a' },
    { status: 'Pull complete', progressDetail: {}, id: 'a' },
    { status: 'Pushing', progressDetail: { current: 5, total: 700 }, id: 'b' },
    { status: 'Retrying in 5 seconds', progressDetail: {}, id: 'b' },
    { status: 'Retrying in 4 seconds', progressDetail: {}, id: 'b' },
    { status: 'Pushing', progressDetail: { current: 5, total: 700 }, id: 'b' },
    { status: 'Retrying in 10 seconds', progressDetail: {}, id: 'b' },
  );
  expect(layers.map(({ size, retries }) => [size, retries])).toEqual([
    [4000, 0],
    [700, 2],
  ]);
});
