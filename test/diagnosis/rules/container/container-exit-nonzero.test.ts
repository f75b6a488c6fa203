import { expect, test } from 'vitest';
import { containerExitNonzero } from '../../../../src/diagnosis/rules/container/container-exit-nonzero.ts';
import { messagesIn } from '../../messages.ts';

test('real containers and execs, each told once; one that was killed on purpose is no failure', async () => {
  const told = await messagesIn(containerExitNonzero, 'run-troubles');
  expect(told?.map((message) => message.replace(/ after .*/, '.'))).toEqual([
    'Container "failed" exited 1.',
    'A container of busybox:local exited 126 (the command cannot be executed).',
    'A container of busybox:local exited 127 (the command was not found).',
    'Container "greedy" exited 137 (killed).',
    'Container "shot" exited 137 (killed).',
    'A command in container "sick" exited 9.',
    'A container of busybox:local exited 128 (it could not be started).',
  ]);
});

test('real containers that end well', async () => {
  expect(await messagesIn(containerExitNonzero, 'run-daemon-26')).toEqual([]);
});

test('a real capture in which nobody waits is not judged', async () => {
  expect(await messagesIn(containerExitNonzero, 'registry')).toBeNull();
});
