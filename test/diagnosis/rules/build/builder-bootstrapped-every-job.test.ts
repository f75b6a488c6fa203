import { expect, test } from 'vitest';
import { builderBootstrappedEveryJob } from '../../../../src/diagnosis/rules/build/builder-bootstrapped-every-job.ts';
import { call, pull } from '../../../builders/engine-calls.ts';
import { AT, request } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const name = 'buildx_buildkit_builder0';
const create = (of: string) =>
  call('ContainerCreate', {
    id: 4,
    exchange: { request: request({ time: AT + 4_000_000, query: { name: [of] } }) },
  });
const start = call('ContainerStart', { id: 6, docker: { container: { id: null, name } } });

test('by hand: a pull, a container, its start', () => {
  expect(
    messagesOf(
      builderBootstrappedEveryJob,
      pull('moby/buildkit:buildx-stable-1', { id: 2 }),
      create(name),
      start,
    ),
  ).toEqual(['Creating a buildx builder took 4.0 s and a pull from Docker Hub; it has no cache yet.']);
});

test('by hand: another container', () => {
  expect(messagesOf(builderBootstrappedEveryJob, create('web'), start)).toEqual([]);
});

test('real containers', async () => {
  expect(await messagesIn(builderBootstrappedEveryJob, 'run')).toEqual([]);
});
