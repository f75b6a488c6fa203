import { expect, test } from 'vitest';
import { buildNoCacheSource } from '../../../../src/diagnosis/rules/build/build-no-cache-source.ts';
import { built, call, info } from '../../../builders/engine-calls.ts';
import { step } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const steps = [step({ cached: false }), step({ number: 2, instruction: 'RUN make', cached: false })];

test('by hand: an empty daemon, and no cache given', () => {
  const expected = [expect.stringContaining('had no images')];
  expect(messagesOf(buildNoCacheSource, info({ Images: 0 }), built({ steps }))).toEqual(expected);
  expect(messagesOf(buildNoCacheSource, call('ImageList', {}, { response: [] }), built({ steps }))).toEqual(
    expected,
  );
});

test.each([
  ['the daemon has images', { Images: 3 }, { steps }],
  ['a cache is given', { Images: 0 }, { steps, cacheFrom: ['r.test/app:cache'] }],
  ['a step came from the cache', { Images: 0 }, { steps: [step({ instruction: 'RUN a' })] }],
  ['nobody wants a cache', { Images: 0 }, { steps, noCache: true }],
])('by hand: %s', (_, members, fields) => {
  expect(messagesOf(buildNoCacheSource, info(members), built(fields))).toEqual([]);
});

test('a real build before which nobody asked for images is not judged', async () => {
  expect(await messagesIn(buildNoCacheSource, 'classic-build')).toBeNull();
});
