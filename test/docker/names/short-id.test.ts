import { expect, test } from 'vitest';
import { idDigits, shortId } from '../../../src/docker/names/short-id.ts';

const FULL = '3f2a1b4c5d6e'.padEnd(64, '0');

test.each([
  [FULL, '3f2a1b4c5d6e'],
  [`sha256:${FULL}`, '3f2a1b4c5d6e'],
  ['3f2a1b4c5d6e7f', '3f2a1b4c5d6e7f'],
  ['web', 'web'],
])('%s is shown as %s', (text, short) => {
  expect(shortId(text)).toBe(short);
});

test.each([
  [`sha256:${FULL}`, FULL],
  ['3F2A', '3f2a'],
  ['web', null],
  [`${FULL}0`, null],
  ['', null],
])('%s has the digits %s', (text, digits) => {
  expect(idDigits(text)).toBe(digits);
});
