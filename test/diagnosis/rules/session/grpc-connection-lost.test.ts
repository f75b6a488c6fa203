import { expect, test } from 'vitest';
import { grpcConnectionLost } from '../../../../src/diagnosis/rules/session/grpc-connection-lost.ts';
import { messagesIn } from '../../messages.ts';

test('a real daemon that is killed while it builds', async () => {
  expect(await messagesIn(grpcConnectionLost, 'session-troubles')).toEqual([
    expect.stringMatching(
      /^The connection of "build \(no tag\)" was ended by the daemon's side without a word/,
    ),
  ]);
});

test('a real build that the client broke off, and builds that fail', async () => {
  expect(await messagesIn(grpcConnectionLost, 'buildkit-failures')).toEqual([]);
});

test('a real capture without BuildKit is not judged', async () => {
  expect(await messagesIn(grpcConnectionLost, 'classic-build')).toBeNull();
});
