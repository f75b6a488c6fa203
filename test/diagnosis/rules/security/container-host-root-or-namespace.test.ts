import { expect, test } from 'vitest';
import { containerHostRootOrNamespace } from '../../../../src/diagnosis/rules/security/container-host-root-or-namespace.ts';
import { call } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('real containers that share much of the machine', async () => {
  expect(await messagesIn(containerHostRootOrNamespace, 'run-troubles')).toEqual([
    'A container of busybox:local mounts / of the machine of the daemon, and shares its network and processes.',
    'A container of busybox:local mounts /etc of the machine of the daemon.',
  ]);
});

test('real containers that share nothing', async () => {
  expect(await messagesIn(containerHostRootOrNamespace, 'run')).toEqual([]);
});

test.each([
  [{ Binds: ['/etc/localtime:/etc/localtime:ro'] }, []],
  [{ Binds: ['/srv:/srv', 'data:/etc'] }, []],
  [
    { Mounts: [{ Type: 'bind', Source: '/var/lib/docker/', Target: '/d' }] },
    ['A container mounts /var/lib/docker of the machine of the daemon.'],
  ],
  [{ Mounts: [{ Type: 'volume', Source: '/proc', Target: '/d' }] }, []],
  [{ NetworkMode: 'host' }, ['A container shares its network with the machine of the daemon.']],
])('by hand: %j', (HostConfig, expected) => {
  const create = call('ContainerCreate', {}, { request: { HostConfig } });
  expect(messagesOf(containerHostRootOrNamespace, create)).toEqual(expected);
});
