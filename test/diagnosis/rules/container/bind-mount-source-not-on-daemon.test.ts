import { expect, test } from 'vitest';
import { bindMountSourceNotOnDaemon } from '../../../../src/diagnosis/rules/container/bind-mount-source-not-on-daemon.ts';
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
