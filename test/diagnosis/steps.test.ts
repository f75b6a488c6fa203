import { expect, test } from 'vitest';
import { exitCodeOf, firstFailed, isFrom, stepPlace } from '../../src/diagnosis/steps.ts';
import { step } from '../builders/exchange.ts';

test('what a step says of itself', () => {
  expect(isFrom(step({ instruction: 'FROM a' }))).toBe(true);
  expect(isFrom(step({ instruction: 'RUN from a' }))).toBe(false);
  expect(stepPlace(step({ stage: 'base', number: 2, total: 7 }))).toBe('base 2/7');
  expect(stepPlace(step({ number: 2, total: 0 }))).toBe('2');
});

test.each([
  ["The command 'x' returned a non-zero code: 42", 42],
  ['process "x" did not complete successfully: exit code: 137', 137],
  ['COPY failed', null],
])('%s', (error, code) => {
  expect(exitCodeOf(step({ error }))).toBe(code);
});

test('the first to fail is the first to end', () => {
  const late = step({ startMs: 0, durationMs: 20, error: 'b' });
  const early = step({ startMs: 5, durationMs: 10, error: 'a' });
  expect(firstFailed([late, early, step()])).toBe(early);
  expect(firstFailed([step()])).toBeNull();
});
