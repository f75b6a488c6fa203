import { expect, test } from 'vitest';
import { containerPrivileged } from '../../../../src/diagnosis/rules/security/container-privileged.ts';
import { call } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('real containers that may do more', async () => {
  expect(await messagesIn(containerPrivileged, 'run-troubles')).toEqual([
    'A container of busybox:local is created with --privileged.',
    'A container of busybox:local is created with --cap-add SYS_ADMIN and --security-opt seccomp=unconfined.',
  ]);
});

test('real containers that may not', async () => {
  expect(await messagesIn(containerPrivileged, 'run')).toEqual([]);
});

test.each([
  ['a builder of buildx', 'buildx_buildkit_x0', 'moby/buildkit', []],
  ['an installer of binfmt', 'b', 'tonistiigi/binfmt:latest', []],
  [
    'any other',
    'dind',
    'docker:dind',
    ['Container "dind" is created with --privileged and --device /dev/fuse.'],
  ],
])('by hand: %s', (_, name, image, expected) => {
  const request = { HostConfig: { Privileged: true, Devices: [{ PathOnHost: '/dev/fuse' }] } };
  const create = call(
    'ContainerCreate',
    { docker: { container: { id: null, name }, images: [image] } },
    { request },
  );
  expect(messagesOf(containerPrivileged, create)).toEqual(expected);
});
