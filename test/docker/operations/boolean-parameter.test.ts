import { expect, test } from 'vitest';
import { isTrue } from '../../../src/docker/operations/boolean-parameter.ts';

test.each([
  ['1', true],
  ['true', true],
  ['True', true],
  ['yes', true],
  [' 1 ', true],
  ['0', false],
  ['False', false],
  ['no', false],
  ['none', false],
  ['', false],
  [undefined, false],
])('%s is %s', (value, expected) => {
  expect(isTrue(value)).toBe(expected);
});
