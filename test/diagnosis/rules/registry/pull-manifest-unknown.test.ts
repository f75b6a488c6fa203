import { expect, test } from 'vitest';
import { pullManifestUnknown } from '../../../../src/diagnosis/rules/registry/pull-manifest-unknown.ts';
import { built, info, pull } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real pull of what is not there', async () => {
  expect(await messagesIn(pullManifestUnknown, 'registry')).toEqual([
    'The registry has no 127.0.0.1:5000/alice/no-such-image:1.',
  ]);
});

test('a real build with a base image that is there', async () => {
  expect(await messagesIn(pullManifestUnknown, 'buildkit-buildx-registry')).toEqual([]);
});

test.each([
  [
    'containerd',
    pull('r.test/app:9', { error: 'failed to resolve reference "r.test/app:9": r.test/app:9: not found' }),
  ],
  ['the daemon without the name', pull('r.test/app:9', { error: 'manifest unknown: manifest unknown' })],
  [
    'BuildKit',
    built({
      error: {
        code: null,
        message: 'r.test/app:9: failed to resolve source metadata for r.test/app:9: r.test/app:9: not found',
      },
    }),
  ],
])('by hand: as %s says it', (_, exchange) => {
  expect(messagesOf(pullManifestUnknown, exchange)).toEqual(['The registry has no r.test/app:9.']);
});

test('by hand: nothing that asks a registry', () => {
  expect(messagesOf(pullManifestUnknown, info({}))).toBeNull();
});
