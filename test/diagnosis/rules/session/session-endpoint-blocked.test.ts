import { expect, test } from 'vitest';
import { sessionEndpointBlocked } from '../../../../src/diagnosis/rules/session/session-endpoint-blocked.ts';
import { messagesIn } from '../../messages.ts';

test('a real socket proxy that refuses /grpc', async () => {
  expect(await messagesIn(sessionEndpointBlocked, 'session-troubles')).toEqual([
    'POST /grpc is answered with 403 (Server: made-up-socket-proxy): builds by BuildKit cannot work.',
  ]);
});

test('real sessions', async () => {
  expect(await messagesIn(sessionEndpointBlocked, 'buildkit-stages')).toEqual([]);
});

test('a real capture without BuildKit is not judged', async () => {
  expect(await messagesIn(sessionEndpointBlocked, 'classic-build')).toBeNull();
});
