import { expect, test } from 'vitest';
import { portAlreadyAllocated } from '../../../../src/diagnosis/rules/container/port-already-allocated.ts';
import { call } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real port that this job itself has published', async () => {
  expect(await messagesIn(portAlreadyAllocated, 'run-troubles')).toEqual([
    'Host port 8099 is held by container "first" of this job.',
  ]);
});

test('by hand: held by a container of another project', () => {
  const list = call(
    'ContainerList',
    { id: 1 },
    {
      response: [
        {
          Names: ['/db_1'],
          Image: 'postgres',
          Ports: [{ PublicPort: 5432 }],
          Labels: { 'com.docker.compose.project': 'other' },
        },
      ],
    },
  );
  const start = call('ContainerStart', {
    id: 2,
    status: 500,
    error: 'Bind for 0.0.0.0:5432 failed: port is already allocated',
  });
  expect(messagesOf(portAlreadyAllocated, list, start)).toEqual([
    'Host port 5432 is held by container "db_1" of project "other".',
  ]);
});

test('real containers that start', async () => {
  expect(await messagesIn(portAlreadyAllocated, 'attach')).toEqual([]);
});
