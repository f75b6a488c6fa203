import { expect, test } from 'vitest';
import { grpcMessageTooLarge } from '../../../../src/diagnosis/rules/session/grpc-message-too-large.ts';
import { call } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const none = { messages: 0, bytes: 0, content: [] };
const solve = (error: string) =>
  call('moby.buildkit.v1.Control/Solve', {
    error,
    docker: {
      grpc: {
        method: 'moby.buildkit.v1.Control/Solve',
        caller: 'client',
        carrier: 1,
        request: none,
        response: none,
        status: { code: 8, name: 'RESOURCE_EXHAUSTED', message: error },
      },
      error: { code: null, message: error },
    },
  });

test('by hand: with the sizes', () => {
  expect(
    messagesOf(grpcMessageTooLarge, solve('grpc: received message larger than max (4624108 vs. 4194304)')),
  ).toEqual(['A gRPC message of 4.6 MB is larger than the 4.2 MB that are allowed.']);
});

test('real calls', async () => {
  expect(await messagesIn(grpcMessageTooLarge, 'buildkit-failures')).toEqual([]);
});

test('a real capture without gRPC is not judged', async () => {
  expect(await messagesIn(grpcMessageTooLarge, 'classic-build')).toBeNull();
});
