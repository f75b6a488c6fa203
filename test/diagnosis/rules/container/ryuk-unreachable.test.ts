import { expect, test } from 'vitest';
import { ryukUnreachable } from '../../../../src/diagnosis/rules/container/ryuk-unreachable.ts';
import { call } from '../../../builders/engine-calls.ts';
import { AT, request } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const id = 'ab'.repeat(32);
const container = { id, name: 'testcontainers-ryuk-1' };
const create = call(
  'ContainerCreate',
  { id: 1, docker: { container, images: ['testcontainers/ryuk:0.11.0'] } },
  { response: { Id: id } },
);
const start = call('ContainerStart', { id: 2, status: 204, docker: { container } });
const test1 = call('ContainerCreate', { id: 3 }, { request: { Labels: { 'org.testcontainers': 'true' } } });
const remove = (seconds: number) =>
  call('ContainerDelete', {
    id: 9,
    docker: { container },
    exchange: { request: request({ time: AT + 2_000_000 + seconds * 1_000_000 }) },
  });

test('by hand: started, and removed without any other', () => {
  expect(messagesOf(ryukUnreachable, create, start, remove(20))).toEqual([
    'The reaper of testcontainers (ryuk) runs, but no test container came after it, and it was removed after 20 s: the tests cannot reach its port.',
  ]);
});

test('by hand: of use', () => {
  expect(messagesOf(ryukUnreachable, create, start, test1, remove(20))).toEqual([]);
  expect(messagesOf(ryukUnreachable, create, start, remove(31))).toEqual([]);
});

test('real containers, none of them a reaper, are not judged', async () => {
  expect(await messagesIn(ryukUnreachable, 'run')).toBeNull();
});
