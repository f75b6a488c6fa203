import { expect, test } from 'vitest';
import { type Hole, HoleWatch } from '../../src/tcp/hole-watch.ts';

const SECOND = 1_000_000;

test.each<{ hole: Hole; patience: number }>([
  { hole: 'acknowledged', patience: 0.05 * SECOND },
  { hole: 'one-sided', patience: 2 * SECOND },
  { hole: 'unacknowledged', patience: 120 * SECOND },
])('a hole that is $hole is due after $patience µs', ({ hole, patience }) => {
  const watch = new HoleWatch();
  watch.update(hole, 7, 1000, 1);
  expect(watch.due(1000 + patience - 1, 2)).toBe(false);
  expect(watch.due(1000 + patience, 2)).toBe(true);
});

test('no hole is never due', () => {
  const watch = new HoleWatch();
  watch.update('none', 7, 1000, 1);
  expect(watch.due(Number.MAX_SAFE_INTEGER, 1_000_000)).toBe(false);
});

test('what goes on, and what is acknowledged only now, is waited for anew', () => {
  const watch = new HoleWatch();
  watch.update('unacknowledged', 7, 0, 1);
  watch.update('acknowledged', 7, 3 * SECOND, 2);
  expect(watch.due(3 * SECOND + 49_999, 3)).toBe(false);
  watch.update('acknowledged', 8, 3 * SECOND + 49_999, 4);
  watch.update('acknowledged', 8, 3 * SECOND + 60_000, 5);
  expect(watch.due(3 * SECOND + 60_000, 5)).toBe(false);
  expect(watch.due(3 * SECOND + 99_999, 6)).toBe(true);
});

test('without usable times an acknowledged hole is due after 1024 packets', () => {
  const watch = new HoleWatch();
  watch.update('acknowledged', 7, 0, 10);
  expect(watch.due(0, 1033)).toBe(false);
  expect(watch.due(0, 1034)).toBe(true);
});
