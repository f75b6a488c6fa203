import { expect, test } from 'vitest';
import { captured } from '../diagnosis/captured.ts';

// fixtures/tls-mismatch/client.txt says what each client was told; tshark, which records there are.
test('what can be told of real handshakes that fail', async () => {
  const { connections } = await captured('fixtures/tls-mismatch/capture.pcapng');
  const tls = connections.flatMap((each) =>
    each.tls === null ? [] : [{ port: each.server.slice(-4), ...each.tls }],
  );
  const refusedBy = (from: string) => tls.filter(({ refusal }) => refusal?.from === from);
  expect(refusedBy('server').map(({ clientCertificate }) => clientCertificate)).toEqual([false, true]);
  expect(refusedBy('client').every(({ port }) => port === '2376')).toBe(true);
  expect(refusedBy('client').length).toBeGreaterThan(0);
  const plain = tls.filter(({ plainAnswer }) => plainAnswer);
  expect(plain.length).toBeGreaterThan(0);
  expect(plain.every(({ port, version }) => port === '2375' && version === null)).toBe(true);
});

test('real handshakes that succeed', async () => {
  const { connections } = await captured('fixtures/tls/capture.pcapng');
  expect(connections.map(({ tls }) => tls)).toEqual(
    connections.map(() => ({
      serverName: null,
      version: '1.3',
      refusal: null,
      clientCertificate: true,
      plainAnswer: false,
    })),
  );
});

test('who ended a real connection first', async () => {
  const { connections } = await captured('fixtures/aborted/capture.pcapng');
  const refused = connections.filter(
    ({ fromClient, fromServer }) => fromClient.bytes + fromServer.bytes === 0,
  );
  expect(
    refused.filter(({ closedBy }) => closedBy === 'reset').map(({ endedFirst }) => endedFirst?.side),
  ).toContain('server');
  // A client that is killed ends first.
  expect(connections.some(({ endedFirst }) => endedFirst?.side === 'client')).toBe(true);
});
