import { expect, test } from 'vitest';
import { formatDuration } from '../../../src/views/view-model/format-duration.ts';

test.each([
  [0, '0 ms'],
  [0.04, '0 ms'],
  [0.43, '0.4 ms'],
  [0.96, '1 ms'],
  [61.4, '61 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [3400, '3.4 s'],
  [9960, '10 s'],
  [44_000, '44 s'],
  [59_600, '1 m 00 s'],
  [64_000, '1 m 04 s'],
  [3_599_600, '1 h 00 m'],
  [7_500_000, '2 h 05 m'],
  [262_800_000, '3 d 01 h'],
  [-1500, '-1.5 s'],
])('%d ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
