import { expect, test } from 'vitest';
import { Pace } from '../../src/engine/pace.ts';

const HOUR = 3_600_000_000;

test('max never waits', () => {
  const pace = new Pace('max', undefined);
  expect(pace.mustWait(0)).toBe(false);
  expect(pace.mustWait(HOUR)).toBe(false);
});

test('the first packet is played at once, a later one is waited for', () => {
  const pace = new Pace(1, undefined);
  expect(pace.mustWait(HOUR)).toBe(false);
  expect(pace.mustWait(HOUR + 1)).toBe(false);
  expect(pace.mustWait(2 * HOUR)).toBe(true);
});

test('a packet that goes back in time is not waited for', () => {
  const pace = new Pace(1, undefined);
  pace.mustWait(HOUR);
  expect(pace.mustWait(0)).toBe(false);
});

test('the speed divides the time', async () => {
  const pace = new Pace(1e12, undefined);
  pace.mustWait(0);
  expect(pace.mustWait(HOUR)).toBe(false);
  await pace.wait(HOUR);
});

test('an interruption ends a wait', async () => {
  const interrupt = new AbortController();
  const pace = new Pace(1, interrupt.signal);
  pace.mustWait(0);
  const waiting = pace.wait(HOUR);
  interrupt.abort();
  await waiting;
});
