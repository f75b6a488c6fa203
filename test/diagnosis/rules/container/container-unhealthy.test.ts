import { expect, test } from 'vitest';
import { containerUnhealthy } from '../../../../src/diagnosis/rules/container/container-unhealthy.ts';
import { call } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real container whose check fails', async () => {
  expect(await messagesIn(containerUnhealthy, 'run-troubles')).toEqual([
    'Container "sick" is unhealthy: its last check exited 1 with "no answer on 5432".',
  ]);
});

const inspect = (id: number, status: string) =>
  call(
    'ContainerInspect',
    { id, docker: { container: { id: 'ab12', name: 'db' } } },
    { response: { State: { Health: { Status: status, Log: [] } } } },
  );

test('by hand: one that got well', () => {
  expect(messagesOf(containerUnhealthy, inspect(1, 'unhealthy'), inspect(2, 'healthy'))).toEqual([]);
});

test('by hand: from an event, and from a list', () => {
  const events = call('SystemEvents', {
    docker: {
      events: {
        count: 1,
        rows: [{ time: null, text: 'container health_status: unhealthy abababababab (name=db)' }],
      },
    },
  });
  expect(messagesOf(containerUnhealthy, events)).toEqual(['Container abababababab is unhealthy.']);
  const list = call(
    'ContainerList',
    {},
    { response: [{ Id: 'cd'.repeat(32), Names: ['/web'], Status: 'Up 2 minutes (unhealthy)' }] },
  );
  expect(messagesOf(containerUnhealthy, list)).toEqual(['Container "web" is unhealthy.']);
});

test('a real capture without checks is not judged', async () => {
  expect(await messagesIn(containerUnhealthy, 'exec')).toBeNull();
});
