import { expect, test } from 'vitest';
import { Store } from '../../src/store/store.ts';
import { exchange } from '../builders/exchange.ts';

test('keeps exchanges in order of their numbers, however they arrive', () => {
  const store = new Store();
  for (const id of [2, 1, 4, 3]) store.put(exchange({ id }));
  expect([0, 1, 2, 3].map((position) => store.at(position)?.id)).toEqual([1, 2, 3, 4]);
  expect(store.at(4)).toBeNull();
});

test('a newer record of an exchange takes the place of the older one', () => {
  const store = new Store();
  store.put(exchange({ id: 1, summary: 'before' }));
  store.put(exchange({ id: 1, summary: 'after' }));
  expect(store.size).toBe(1);
  expect(store.exchange(1)?.summary).toBe('after');
});

test('lets the oldest go, and says so by not having it', () => {
  const store = new Store();
  const record = exchange({ id: 1 });
  for (let id = 1; id <= 100_001; id += 1) store.put({ ...record, id });
  expect(store.size).toBe(100_000);
  expect(store.exchange(1)).toBeNull();
  expect(store.at(0)?.id).toBe(2);
});
