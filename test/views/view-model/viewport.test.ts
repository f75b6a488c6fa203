import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampPlace, moveCursor, movePage, START, scrollBy } from '../../../src/views/view-model/viewport.ts';

describe('clampPlace', () => {
  it.each([
    ['leaves a place that is right', { top: 2, cursor: 4 }, 10, 5, { top: 2, cursor: 4 }],
    ['brings the cursor back into a list that shrank', { top: 90, cursor: 95 }, 10, 5, { top: 5, cursor: 9 }],
    ['scrolls down to the cursor', { top: 0, cursor: 7 }, 10, 5, { top: 3, cursor: 7 }],
    ['scrolls up to the cursor', { top: 6, cursor: 2 }, 10, 5, { top: 2, cursor: 2 }],
    ['leaves no empty lines at the end', { top: 8, cursor: 9 }, 10, 5, { top: 5, cursor: 9 }],
    ['is at the start of an empty list', { top: 3, cursor: 3 }, 0, 5, { top: 0, cursor: 0 }],
  ])('%s', (_, place, count, height, expected) => {
    expect(clampPlace(place, count, height)).toEqual(expected);
  });

  it('always shows the cursor, within the list', () => {
    const number = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(
        number,
        number,
        fc.nat(500),
        fc.integer({ min: 1, max: 80 }),
        (top, cursor, count, height) => {
          const place = clampPlace({ top, cursor }, count, height);
          expect(place.top).toBeGreaterThanOrEqual(0);
          expect(place.cursor).toBeGreaterThanOrEqual(place.top);
          expect(place.cursor).toBeLessThan(place.top + height);
          if (count > 0) expect(place.cursor).toBeLessThan(count);
        },
      ),
      { numRuns: 200 },
    );
  });
});

it('moves the cursor, pages, and scrolls', () => {
  expect(moveCursor(START, 6, 10, 5)).toEqual({ top: 2, cursor: 6 });
  expect(movePage({ top: 1, cursor: 2 }, 4, 20, 5)).toEqual({ top: 5, cursor: 6 });
  expect(scrollBy({ top: 0, cursor: 0 }, 3, 10, 5)).toEqual({ top: 3, cursor: 3 });
  expect(scrollBy({ top: 0, cursor: 0 }, 30, 10, 5)).toEqual({ top: 5, cursor: 5 });
});
