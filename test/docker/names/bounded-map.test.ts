import { expect, test } from 'vitest';
import { BoundedMap } from '../../../src/docker/names/bounded-map.ts';

test('forgets the oldest, and setting again makes it the newest', () => {
  const map = new BoundedMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, undefined, 4]);
  expect([...map.values()]).toEqual([3, 4]);
});

test('holds the newest of very many, in their order', () => {
  const map = new BoundedMap<number>(3);
  for (let index = 0; index < 1000; index += 1) {
    map.set(`${index}`, index);
    if (index >= 2) map.set(`${index - 2}`, index - 2);
  }
  expect([...map.values()]).toEqual([996, 999, 997]);
});
