import { expect } from 'vitest';

/**
 * Feeds `bytes` whole, one at a time, and cut at every position, and wants the same result each time.
 * `run` makes a fresh reader, pushes the pieces it is given in order and returns what came out, with
 * adjacent data events joined (where a piece ends is not part of the meaning).
 */
export function everySplit<Result>(
  bytes: Uint8Array,
  run: (pieces: readonly Uint8Array[]) => Result,
): Result {
  const whole = run([bytes.slice()]);
  const single = Array.from(bytes, (_, index) => bytes.slice(index, index + 1));
  expect(run(single), 'one byte at a time').toEqual(whole);
  for (let cut = 1; cut < bytes.length; cut += 1) {
    expect(run([bytes.slice(0, cut), bytes.slice(cut)]), `cut at ${cut}`).toEqual(whole);
  }
  return whole;
}
