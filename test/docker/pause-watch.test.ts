import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PauseWatch } from '../../src/docker/pause-watch.ts';
import type { Pause } from '../../src/model/pause.ts';

/** Microseconds; each is a stretch from one byte to the next. */
const rests = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 5_000_000 })),
  {
    maxLength: 60,
  },
);

function pausesOf(bytes: readonly number[], pieces: (index: number) => number): readonly Pause[] {
  const watch = new PauseWatch(0);
  let at = 0;
  for (const [index, rest] of bytes.entries()) {
    at += rest;
    for (let piece = 0; piece < pieces(index); piece += 1) watch.push(1, at);
  }
  return watch.pauses;
}

test('the eight longest of at least 100 ms, in order, whatever their number', () => {
  fc.assert(
    fc.property(rests, (between) => {
      let at = 0;
      const all = between.map((rest, index) => {
        at += rest;
        return { at: at - rest, ms: rest / 1000, afterBytes: index };
      });
      const longest = all
        .filter(({ ms }) => ms >= 100)
        .toSorted((one, other) => other.ms - one.ms || one.at - other.at)
        .slice(0, 8)
        .toSorted((one, other) => one.at - other.at);
      expect(pausesOf(between, () => 1)).toEqual(longest);
    }),
    { numRuns: 100 },
  );
});

test('bytes of one packet in any number of pieces', () => {
  fc.assert(
    fc.property(
      rests,
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 60, maxLength: 60 }),
      (between, cuts) => {
        const whole = new PauseWatch(0);
        let at = 0;
        for (const [index, rest] of between.entries()) {
          at += rest;
          whole.push(cuts[index]!, at);
        }
        expect(pausesOf(between, (index) => cuts[index]!)).toEqual(whole.pauses);
      },
    ),
    { numRuns: 50 },
  );
});

test('no pause is told over bytes that were lost', () => {
  const watch = new PauseWatch(0);
  watch.push(10, 1000);
  watch.gap(900_000);
  watch.push(10, 900_000);
  expect(watch.pauses).toEqual([]);
  watch.push(10, 1_900_000);
  expect(watch.pauses).toEqual([{ at: 900_000, ms: 1000, afterBytes: 20 }]);
});

test('the bytes behind a hole that was filled late are no step back', () => {
  const watch = new PauseWatch(0);
  watch.push(10, 600_000);
  watch.push(10, 10_000);
  watch.push(10, 650_000);
  expect(watch.pauses).toEqual([{ at: 0, ms: 600, afterBytes: 0 }]);
});

test('when the last byte came, which an end is not', () => {
  const watch = new PauseWatch(0);
  expect(watch.lastByteAt).toBeNull();
  watch.push(10, 5);
  watch.end(700_005);
  expect(watch.lastByteAt).toBe(5);
  expect(watch.pauses).toEqual([{ at: 5, ms: 700, afterBytes: 10 }]);
});
