import { expect, test } from 'vitest';
import { QuietWatch } from '../../../src/docker/build/quiet-watch.ts';

test('the longest time between two pieces of news, and when the last was', () => {
  const watch = new QuietWatch();
  expect([watch.longestMs, watch.lastMs(0)]).toEqual([0, null]);
  for (const at of [1_000_000, 4_000_000, 5_000_000]) watch.news(at);
  expect([watch.longestMs, watch.lastMs(500_000)]).toEqual([3000, 4500]);
  watch.stop(5_500_000);
  watch.news(90_000_000);
  expect([watch.longestMs, watch.lastMs(0)]).toEqual([3000, 90_000]);
});
