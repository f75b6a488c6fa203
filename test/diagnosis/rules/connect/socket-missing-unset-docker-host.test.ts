import { expect, test } from 'vitest';
import { socketMissingUnsetDockerHost } from '../../../../src/diagnosis/rules/connect/socket-missing-unset-docker-host.ts';
import type { JobEnvironment } from '../../../../src/model/job-environment.ts';
import { daemonProbe, evidence, foundFile, jobEnvironment, probedDoor } from '../../../builders/evidence.ts';

const open = [probedDoor('tcp://docker:2375', { error: 'ECONNREFUSED' }), probedDoor('tcp://docker:2376')];
const judge = (environment: Partial<JobEnvironment>, doors = open) =>
  socketMissingUnsetDockerHost.judge(
    evidence({ environment: jobEnvironment(environment), probe: daemonProbe({ doors }) }),
  );

test('nobody told the client, and dind is there', () => {
  expect(judge({})).toEqual([
    {
      message:
        'DOCKER_HOST is not set and there is no /var/run/docker.sock, which clients try then; a daemon listens on docker:2376.',
      fix: expect.stringMatching(/^Set DOCKER_HOST=tcp:\/\/docker:2376 DOCKER_TLS_VERIFY=1 /),
    },
  ]);
});

test.each<[string, Partial<JobEnvironment>]>([
  ['DOCKER_HOST is set', { variables: { DOCKER_HOST: 'tcp://docker:2376' } }],
  ['a context is in use', { context: 'ci' }],
  ['there is a socket', { files: { '/var/run/docker.sock': foundFile({ type: 'socket' }) } }],
  [
    'there is one of a rootless daemon',
    {
      variables: { XDG_RUNTIME_DIR: '/run/user/1000' },
      files: { '/run/user/1000/docker.sock': foundFile({ type: 'socket' }) },
    },
  ],
])('nothing where %s', (_name, environment) => {
  expect(judge(environment)).toEqual([]);
});

test('nothing where no daemon is there either', () => {
  expect(judge({}, open.slice(0, 1))).toEqual([]);
});
