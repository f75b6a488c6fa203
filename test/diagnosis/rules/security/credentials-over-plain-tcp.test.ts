import { expect, test } from 'vitest';
import { credentialsOverPlainTcp } from '../../../../src/diagnosis/rules/security/credentials-over-plain-tcp.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { call } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { messagesIn } from '../../messages.ts';

test('a real build over a network', async () => {
  expect(await messagesIn(credentialsOverPlainTcp, 'lossy-build')).toEqual([
    'Logins of ghcr.example.test, Docker Hub and registry.example.test:5000 crossed the network unencrypted, to 192.0.2.2:2375.',
  ]);
});

test('a real BuildKit session over loopback', async () => {
  expect(await messagesIn(credentialsOverPlainTcp, 'buildkit-buildx-registry')).toEqual([
    'Logins of 127.0.0.1:5000 went to 127.0.0.1:2375 unencrypted, though only over loopback.',
  ]);
});

test('a real build without logins', async () => {
  expect(await messagesIn(credentialsOverPlainTcp, 'buildkit-stages')).toEqual([]);
});

const auth = { server: 'r.test', username: 'bob', kind: 'password', secret: new Secret('hunter2') } as const;
const push = (client: string, server: string) =>
  call('ImagePush', { docker: { auth }, exchange: { client, server } });

test.each([
  ['172.18.0.2:4000', '172.18.0.3:2375', 'sec-high'],
  ['[::1]:4000', '[::1]:2375', 'info'],
])('by hand: from %s to %s is %s', (client, server, severity) => {
  expect(credentialsOverPlainTcp.judge(trafficOf([push(client, server)]))).toMatchObject([{ severity }]);
});

test('by hand: over a unix socket it is not judged', () => {
  expect(credentialsOverPlainTcp.judge(trafficOf([push('', '/var/run/docker.sock')]))).toBeNull();
});

const sides = { listenerTls: false, targetTls: false, pid: null, command: null };

test.each([
  ['a socket and TLS', { ...sides, listener: '/tmp/d.sock', target: 'docker:2376', targetTls: true }, null],
  [
    'a socket and plain TCP',
    { ...sides, listener: '/tmp/d.sock', target: '172.18.0.3:2375' },
    [{ severity: 'sec-high', message: expect.stringContaining('172.18.0.3:2375') as string }],
  ],
  [
    'plain loopback and TLS',
    { ...sides, listener: '127.0.0.1:2375', target: 'docker:2376', targetTls: true },
    [{ severity: 'info' }],
  ],
])('by hand: through a proxy with %s', (_name, proxied, expected) => {
  const pushed = call('ImagePush', {
    docker: { auth },
    exchange: { client: '127.0.0.1:1', server: '127.0.0.1:2375', proxied },
  });
  const found = credentialsOverPlainTcp.judge(trafficOf([pushed]));
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected);
});
