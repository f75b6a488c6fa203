import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatQuantity } from '../../../src/views/view-model/format-bytes.ts';

test.each([
  [0, '0 B'],
  [44, '44 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [2130, '2.1 kB'],
  [9949, '9.9 kB'],
  [9960, '10 kB'],
  [320_000, '320 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [1_900_000, '1.9 MB'],
  [10 * 2 ** 30, '11 GB'],
  [2 ** 53, '9.0 PB'],
  [1e22, '10000 EB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('counts and quantities', () => {
  expect(formatCount(12)).toBe('12');
  expect(formatCount(1204)).toBe('1,204');
  expect(formatCount(12_345_678)).toBe('12,345,678');
  expect(formatQuantity(1, 'file')).toBe('1 file');
  expect(formatQuantity(1214, 'file')).toBe('1,214 files');
});
