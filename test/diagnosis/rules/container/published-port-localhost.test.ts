import { expect, test } from 'vitest';
import { publishedPortLocalhost } from '../../../../src/diagnosis/rules/container/published-port-localhost.ts';
import { Traffic } from '../../../../src/diagnosis/traffic.ts';
import { call } from '../../../builders/engine-calls.ts';
import { chosenDaemon, evidence, jobEnvironment } from '../../../builders/evidence.ts';
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

test('what the job knows of its daemon goes before a proxy of ours', () => {
  const judge = (address: string, variables: Readonly<Record<string, string>> = {}) =>
    publishedPortLocalhost.judge(
      evidence({
        traffic: new Traffic([create('/tmp/d.sock', tests)], []),
        environment: jobEnvironment({ variables, daemon: chosenDaemon({ address }) }),
      }),
    );
  expect(judge('tcp://docker:2376')).toMatchObject([
    { message: 'Ports of test containers are published on docker, not on localhost.', certainty: 'likely' },
  ]);
  expect(judge('unix:///var/run/docker.sock')).toEqual([]);
  expect(judge('tcp://localhost:2375')).toEqual([]);
  expect(judge('tcp://docker:2376', { TESTCONTAINERS_HOST_OVERRIDE: 'docker' })).toEqual([]);
});
