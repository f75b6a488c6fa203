import { expect, test } from 'vitest';
import { containerMountsDockerSock } from '../../../../src/diagnosis/rules/security/container-mounts-docker-sock.ts';
import { call } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { messagesIn } from '../../messages.ts';

test('a real container that gets the socket', async () => {
  expect(await messagesIn(containerMountsDockerSock, 'run-troubles')).toEqual([
    expect.stringMatching(/^A container of busybox:local gets \/\S+\/docker\.sock: it can become root/),
  ]);
});

test('real containers that do not', async () => {
  expect(await messagesIn(containerMountsDockerSock, 'run')).toEqual([]);
});

const create = (bind: string, server: string, image = 'scanner') =>
  call(
    'ContainerCreate',
    { docker: { images: [image] }, exchange: { server } },
    { request: { HostConfig: { Binds: [bind] } } },
  );

test.each([
  ['/var/run/docker.sock:/s:ro', '/var/run/docker.sock', 'scanner', 'sec-high'],
  ['/var/run/:/host/run', '/var/run/docker.sock', 'scanner', 'sec-high'],
  ['/var/run/docker.sock:/s', '172.18.0.3:2376', 'scanner', 'sec-warn'],
  ['/var/run/docker.sock:/s', '/var/run/docker.sock', 'testcontainers/ryuk:0.11', 'sec-warn'],
])('by hand: %s at %s for %s is %s', (bind, server, image, severity) => {
  expect(containerMountsDockerSock.judge(trafficOf([create(bind, server, image)]))).toMatchObject([
    { severity },
  ]);
});

test.each([['docker.sock:/s'], ['/srv/data:/data'], ['/var/running:/x']])('by hand: %s', (bind) => {
  expect(containerMountsDockerSock.judge(trafficOf([create(bind, '/var/run/docker.sock')]))).toEqual([]);
});
