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
