import { expect, test } from 'vitest';
import { timeAxis } from '../../../src/views/view-model/time-axis.ts';

test.each([
  [100, 40, ['0', '50 ms'], 20],
  [10_000, 24, ['0', '5 s'], 12],
  [600_000, 60, ['0', '2 m 00 s', '4 m 00 s', '6 m 00 s', '8 m 00 s'], 12],
  [5, 4, ['0'], 4],
])('%i ms over %i columns', (length, width, marks, between) => {
  const axis = marks.map((mark) => mark.padEnd(between)).join('');
  expect(timeAxis(length, width)).toBe(axis.slice(0, width).padEnd(width));
});
