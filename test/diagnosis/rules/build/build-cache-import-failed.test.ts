import { expect, test } from 'vitest';
import { buildCacheImportFailed } from '../../../../src/diagnosis/rules/build/build-cache-import-failed.ts';
import { buildKitFacts, built, vertex } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const importing = (error: string | null) =>
  built({
    builder: 'buildkit',
    buildkit: buildKitFacts({
      vertices: [vertex('importing cache manifest from r.test/app:cache', { error })],
    }),
  });

test.each([
  ['r.test/app:cache: not found', 'not found'],
  ['failed to authorize: 401 Unauthorized', 'not logged in'],
  ['unexpected status: 403 Forbidden', 'denied'],
])('by hand: %s', (error, reason) => {
  expect(messagesOf(buildCacheImportFailed, importing(error))).toEqual([
    `The cache r.test/app:cache could not be read (${reason}); the build went on without it.`,
  ]);
});

test('by hand: a cache that was read', () => {
  expect(messagesOf(buildCacheImportFailed, importing(null))).toEqual([]);
});

const exporting = (mode: Record<string, string>, dockerfile: string) =>
  built({
    builder: 'buildkit',
    dockerfile,
    buildkit: buildKitFacts({
      cacheExports: [{ type: 'registry', attributes: { ref: 'r.test/c', ...mode } }],
    }),
  });

test.each([
  [{}, 'FROM a AS b\nFROM c\n', 1],
  [{ mode: 'min' }, 'FROM a AS b\nFROM c\n', 1],
  [{ mode: 'max' }, 'FROM a AS b\nFROM c\n', 0],
  [{}, 'FROM a\nRUN b\n', 0],
])('by hand: exported with %j from %j', (mode, dockerfile, count) => {
  expect(messagesOf(buildCacheImportFailed, exporting(mode, dockerfile))).toHaveLength(count);
});

test('a real registry that wants a login, and has no such cache', async () => {
  expect(await messagesIn(buildCacheImportFailed, 'rebuild-buildkit')).toEqual([
    'The cache 127.0.0.1:5000/alice/cache:1 could not be read (not logged in); the build went on without it.',
  ]);
});

test('a real build without such a cache is not judged', async () => {
  expect(await messagesIn(buildCacheImportFailed, 'buildkit-stages')).toBeNull();
});
