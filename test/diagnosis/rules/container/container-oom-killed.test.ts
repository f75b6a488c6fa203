import { expect, test } from 'vitest';
import { containerOomKilled } from '../../../../src/diagnosis/rules/container/container-oom-killed.ts';
import { call } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real container that met its limit, and one that nobody admits to have killed', async () => {
  expect(await messagesIn(containerOomKilled, 'run-troubles')).toEqual([
    'Container "greedy" was killed for want of memory at its limit of 25 MB.',
    'Container "shot" was killed (137), and nobody asked for that: most likely for want of memory.',
  ]);
});

test('real containers that end otherwise', async () => {
  expect(await messagesIn(containerOomKilled, 'run')).toEqual([]);
});

const container = { id: 'ab'.repeat(32), name: 'db' };
const wait = call('ContainerWait', { id: 2, docker: { container, exitCode: 137 } });

test('by hand: an event', () => {
  const events = call('SystemEvents', {
    docker: { events: { count: 1, rows: [{ time: null, text: 'container oom abababababab (image=db)' }] } },
  });
  expect(messagesOf(containerOomKilled, events)).toEqual([
    'Container abababababab was killed for want of memory.',
  ]);
});

test('by hand: 137 alone is likely; not if it was stopped, or inspected and was not it', () => {
  expect(containerOomKilled.judge(trafficOf([wait]))).toMatchObject([{ certainty: 'likely' }]);
  expect(
    messagesOf(containerOomKilled, call('ContainerStop', { id: 1, docker: { container } }), wait),
  ).toEqual([]);
  const inspect = call(
    'ContainerInspect',
    { id: 3, docker: { container } },
    { response: { State: { Running: false, OOMKilled: false } } },
  );
  expect(
    messagesOf(containerOomKilled, wait, call('ContainerInspect', { id: 3, docker: { ...inspect.docker } })),
  ).toEqual([]);
});
