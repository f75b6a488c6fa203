import { expect, test } from 'vitest';
import { apiVersion, isOlder } from '../../src/diagnosis/api-version.ts';

test.each([
  ['1.9', '1.41', true],
  ['1.41', '1.41', false],
  ['1.52', '1.41', false],
  ['1.41', '2.0', true],
  [null, '1.41', false],
  ['1.41', 'x', false],
])('%s is older than %s: %s', (one, other, expected) => {
  expect(isOlder(one, other)).toBe(expected);
});

test.each(['', '1', '1.2.3', 'v1.41', '1.41 '])('%j is no version', (text) => {
  expect(apiVersion(text)).toBeNull();
});
