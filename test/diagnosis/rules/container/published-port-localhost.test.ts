import { expect, test } from 'vitest';
import { publishedPortLocalhost } from '../../../../src/diagnosis/rules/container/published-port-localhost.ts';
import { call } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const create = (server: string, labels: Record<string, string>) =>
  call(
    'ContainerCreate',
    { exchange: { server } },
    { request: { Labels: labels, HostConfig: { PortBindings: { '5432/tcp': [] } } } },
  );
const tests = { 'org.testcontainers.session-id': 'x' };

test.each([
  ['172.18.0.3:2375', tests, ['Ports of test containers are published on 172.18.0.3, not on localhost.']],
  ['172.18.0.3:2375', {}, []],
  ['127.0.0.1:2375', tests, []],
  ['/var/run/docker.sock', tests, []],
])('by hand: at %s with labels %j', (server, labels, expected) => {
  expect(messagesOf(publishedPortLocalhost, create(server, labels))).toEqual(expected);
});

test('real containers that publish nothing are not judged', async () => {
  expect(await messagesIn(publishedPortLocalhost, 'exec')).toBeNull();
});
