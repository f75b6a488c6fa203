import { expect, test } from 'vitest';
import { connectionUse } from '../../src/engine/connection-use.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { Store } from '../../src/store/store.ts';
import { connection } from '../builders/connection.ts';
import { AT, exchange, request } from '../builders/exchange.ts';

/** One that began `start` ms after the first and took `totalMs`, null for one that goes on. */
function call(id: number, start: number, totalMs: number | null, over: Partial<Exchange> = {}): Exchange {
  return exchange({
    id,
    summary: `call ${id}`,
    request: request({ time: AT + start * 1000 }),
    timing: { sendMs: 0, waitMs: 0, receiveMs: 0, totalMs },
    state: totalMs === null ? 'open' : 'complete',
    ...over,
  });
}

function stored(...exchanges: readonly Exchange[]): Store {
  const store = new Store();
  for (const one of exchanges) store.put(one);
  store.putConnection(connection());
  return store;
}

test('the one before is the one that ended last, on the same connection', () => {
  const other = call(3, 20, 1, { connection: 2 });
  const store = stored(call(1, 0, 10), call(2, 11, 4), other, call(4, 100, 5), call(5, 200, 5));
  expect(connectionUse(4, store)).toEqual({
    connection: connection(),
    before: { id: 2, summary: 'call 2', endedAt: AT + 15_000 },
    meanwhile: 0,
  });
});

test('what goes on, or ended later, was there meanwhile', () => {
  const store = stored(call(1, 0, null), call(2, 1, 500), call(3, 2, 1), call(4, 100, 5));
  expect(connectionUse(4, store)).toMatchObject({ before: { id: 3 }, meanwhile: 2 });
});

test('the first of its connection, and one that is not kept', () => {
  expect(connectionUse(1, stored(call(1, 0, 10)))).toMatchObject({ before: null, meanwhile: 0 });
  expect(connectionUse(9, stored(call(1, 0, 10)))).toBeNull();
});
