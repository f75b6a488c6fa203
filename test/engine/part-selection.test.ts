import { expect, test } from 'vitest';
import { PartSelector } from '../../src/engine/part-selection.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { dockerFacts, exchange } from '../builders/exchange.ts';

function select(exchanges: readonly Exchange[], passes: (one: Exchange) => boolean) {
  const selector = new PartSelector(passes);
  for (const one of exchanges) selector.opened(one);
  for (const one of exchanges) selector.closed(one);
  const { connections, passed } = selector.selection();
  return [[...connections].sort(), passed];
}

/** Calls of a client that is no command, so that each stands by itself. */
const alone = dockerFacts({ client: { name: 'curl', version: '8', os: null, userAgent: 'curl/8' } });
const call = (id: number, connection: number, fields: Partial<Exchange> = {}) =>
  exchange({ id, connection, docker: alone, operation: 'SystemInfo', ...fields });

test('connections of what passes, and of nothing else', () => {
  const calls = [call(1, 1), call(2, 2, { summary: 'wanted' }), call(3, 2), call(4, 3)];
  expect(select(calls, ({ summary }) => summary === 'wanted')).toEqual([[2], 1]);
  expect(select(calls, () => false)).toEqual([[], 0]);
  expect(select([], () => true)).toEqual([[], 0]);
});

test('the connection that carried a call on another one', () => {
  const grpc = {
    method: 'a.B/C',
    caller: 'daemon',
    carrier: 1,
    request: { messages: 0, bytes: 0, content: [] },
    response: { messages: 0, bytes: 0, content: [] },
    status: null,
  } as const;
  const calls = [call(1, 1), call(2, 2, { stream: 1, docker: { ...alone, grpc } })];
  expect(select(calls, ({ id }) => id === 2)).toEqual([[1, 2], 1]);
});

test('the other calls of a command', () => {
  const ping = exchange({ id: 1, connection: 1 });
  const build = exchange({ id: 2, connection: 1, operation: 'ImageBuild', summary: 'build' });
  const next = exchange({ id: 3, connection: 2, operation: 'SystemPingHead' });
  expect(select([ping, build, next], ({ id }) => id === 2)).toEqual([[1], 1]);
});
