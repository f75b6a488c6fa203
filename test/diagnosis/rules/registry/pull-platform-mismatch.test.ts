import { expect, test } from 'vitest';
import { pullPlatformMismatch } from '../../../../src/diagnosis/rules/registry/pull-platform-mismatch.ts';
import { built, info, pull } from '../../../builders/engine-calls.ts';
import { step } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real daemon and an image for arm64 alone: the pull, and the build that needs it', async () => {
  expect(await messagesIn(pullPlatformMismatch, 'registry-troubles')).toEqual([
    '127.0.0.1:6004/team/web:1 has no linux/amd64 variant, and this daemon runs on x86_64.',
  ]);
});

test('a real registry that has the right one', async () => {
  expect(await messagesIn(pullPlatformMismatch, 'registry')).toEqual([]);
});

test.each([
  [
    'by hand: as Docker 29 says it',
    pull('app:1', {
      error:
        'no matching manifest for linux/arm64/v8 in the manifest list entries: no match for platform in manifest: not found',
    }),
    /^app:1 has no linux\/arm64\/v8 variant/,
  ],
  [
    'by hand: a program that does not start in a step',
    built({
      steps: [
        step({
          instruction: 'RUN app',
          output: 'a\nexec /bin/app: exec format error\n',
          error: 'exit code: 1',
        }),
      ],
    }),
    /made for another architecture/,
  ],
])('%s', (_, exchange, expected) => {
  expect(messagesOf(pullPlatformMismatch, info({ Architecture: 'aarch64' }), exchange)).toEqual([
    expect.stringMatching(expected),
  ]);
});

test('by hand: without traffic it is not judged', () => {
  expect(messagesOf(pullPlatformMismatch)).toBeNull();
});
