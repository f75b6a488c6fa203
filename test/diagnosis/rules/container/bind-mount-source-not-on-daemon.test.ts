import { expect, test } from 'vitest';
import { bindMountSourceNotOnDaemon } from '../../../../src/diagnosis/rules/container/bind-mount-source-not-on-daemon.ts';
import { Traffic } from '../../../../src/diagnosis/traffic.ts';
import type { JobEnvironment } from '../../../../src/model/job-environment.ts';
import { call } from '../../../builders/engine-calls.ts';
import { chosenDaemon, evidence, foundFile, jobEnvironment } from '../../../builders/evidence.ts';
import { messagesIn } from '../../messages.ts';

test('a real mount of what is not there', async () => {
  expect(await messagesIn(bindMountSourceNotOnDaemon, 'run-troubles')).toEqual([
    'A container of busybox:local mounts /no/such/directory, which does not exist on the machine of the daemon.',
  ]);
});

test('real containers without', async () => {
  expect(await messagesIn(bindMountSourceNotOnDaemon, 'run')).toEqual([]);
});

test('a real capture without containers is not judged', async () => {
  expect(await messagesIn(bindMountSourceNotOnDaemon, 'registry')).toBeNull();
});

test('by hand: what is in the job, and a daemon elsewhere', () => {
  const create = call(
    'ContainerCreate',
    { docker: { container: { id: null, name: 'web' } } },
    {
      request: {
        HostConfig: {
          Binds: ['/root/conf:/conf', '/builds/a/b:/src', '/etc/localtime:/etc/localtime', 'data:/d'],
        },
      },
      response: { Id: 'ab12' },
    },
  );
  const there = foundFile({ type: 'directory' });
  const judge = (address: string, files: JobEnvironment['files']) =>
    bindMountSourceNotOnDaemon.judge(
      evidence({
        traffic: new Traffic([create], []),
        environment: jobEnvironment({ files, daemon: chosenDaemon({ address }) }),
      }),
    );
  const files = { '/root/conf': there, '/builds/a/b': there, '/etc/localtime': there };
  expect(judge('tcp://docker:2376', files)).toEqual([
    {
      message:
        'Container "web" mounts /root/conf, which is here in the job; the daemon on docker looks on its own machine, and makes an empty directory of what is not there.',
      severity: 'warn',
      certainty: 'likely',
      exchanges: [1],
    },
  ]);
  expect(judge('tcp://docker:2376', { ...files, '/root/conf': null })).toEqual([]);
  expect(judge('unix:///var/run/docker.sock', files)).toEqual([]);
});
