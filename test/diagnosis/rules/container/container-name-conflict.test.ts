import { expect, test } from 'vitest';
import { containerNameConflict } from '../../../../src/diagnosis/rules/container/container-name-conflict.ts';
import { call } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real name that this job itself has taken', async () => {
  expect(await messagesIn(containerNameConflict, 'run-troubles')).toEqual([
    'Name "failed" is already taken by a container of this job.',
  ]);
});

test('by hand: a reaper that another process started', () => {
  const error = `Conflict. The container name "/reaper_1" is already in use by container "${'ab'.repeat(32)}".`;
  expect(
    messagesOf(
      containerNameConflict,
      call('ContainerCreate', { status: 409, error, docker: { images: ['testcontainers/ryuk:0.11.0'] } }),
    ),
  ).toEqual([
    'Name "reaper_1" is already taken by a container of another run: several test processes start a reaper of that name.',
  ]);
});

test('real containers without a conflict', async () => {
  expect(await messagesIn(containerNameConflict, 'run')).toEqual([]);
});
