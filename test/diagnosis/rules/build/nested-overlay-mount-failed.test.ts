import { expect, test } from 'vitest';
import { nestedOverlayMountFailed } from '../../../../src/diagnosis/rules/build/nested-overlay-mount-failed.ts';
import { call, info } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const error =
  'failed to mount /tmp/containerd-mount3192019827: mount source: "overlay", target: "/tmp/containerd-mount3192019827", fstype: overlay, flags: 0, data: "workdir=/w", err: invalid argument';

test('by hand: as Docker 29 says it', () => {
  const store = info({ DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] });
  expect(
    messagesOf(nestedOverlayMountFailed, store, call('ContainerCreate', { id: 2, status: 500, error })),
  ).toEqual([
    "The daemon's storage lies on an overlay file system, on which its containerd image store cannot mount another overlay.",
  ]);
});

test('a real daemon that can', async () => {
  expect(await messagesIn(nestedOverlayMountFailed, 'run')).toEqual([]);
});
