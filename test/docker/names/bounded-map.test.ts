import { expect, test } from 'vitest';
import { BoundedMap } from '../../../src/docker/names/bounded-map.ts';

test('forgets the older half when it is full, and setting again makes an entry newer', () => {
  const map = new BoundedMap<number>(4);
  for (const [index, key] of ['a', 'b', 'a', 'c'].entries()) map.set(key, index);
  expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([2, undefined, 3]);
  map.set('a', 4);
  expect([...map.values()].sort()).toEqual([3, 4]);
});

test('never holds more than the limit, nor less than half of it', () => {
  const map = new BoundedMap<number>(10);
  for (let index = 0; index < 100; index += 1) {
    map.set(`${index}`, index);
    const held = [...map.values()];
    expect(held.length).toBeLessThanOrEqual(10);
    for (let newest = Math.max(0, index - 4); newest <= index; newest += 1) expect(held).toContain(newest);
  }
});
