import { expect, test } from 'vitest';
import { h2StreamCorrupt } from '../../../../src/diagnosis/rules/session/h2-stream-corrupt.ts';
import { connection } from '../../../builders/connection.ts';
import { call } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { AT } from '../../../builders/exchange.ts';
import { messages, messagesIn } from '../../messages.ts';

test('by hand: what the other side said instead', () => {
  const grpc = call('Grpc', {
    exchange: {
      hijack: {
        protocol: 'h2c',
        clientBytes: 24,
        serverBytes: 99,
        clientPauses: [],
        serverPauses: [],
        streams: null,
      },
    },
  });
  const issue = {
    kind: 'issue',
    code: 'pipeline/not-http2',
    message: 'where HTTP/2 was agreed on, the daemon\'s side began with "HTTP/1.1 400 Bad Request"',
    at: AT,
  } as const;
  expect(messages(h2StreamCorrupt, trafficOf([grpc], [connection({ issues: [issue] })]))).toEqual([
    'Where HTTP/2 was expected the daemon\'s side sent "HTTP/1.1 400 Bad Request".',
  ]);
});

test.each(['buildkit-stages', 'buildkit-20', 'buildkit-failures', 'session-troubles'])(
  'real connections: %s',
  async (fixture) => {
    expect(await messagesIn(h2StreamCorrupt, fixture)).toEqual([]);
  },
);

test('a real capture without BuildKit is not judged', async () => {
  expect(await messagesIn(h2StreamCorrupt, 'classic-build')).toBeNull();
});
