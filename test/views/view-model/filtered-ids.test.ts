import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FilteredIds } from '../../../src/views/view-model/filtered-ids.ts';
import { exchange } from '../../builders/exchange.ts';

/** Lists the exchanges that are open. */
function open(...states: readonly (readonly [id: number, state: 'open' | 'complete'])[]): FilteredIds {
  const ids = new FilteredIds(({ state }) => state === 'open');
  for (const [id, state] of states) ids.put(exchange({ id, state }));
  return ids;
}

const whole = (ids: FilteredIds): readonly number[] => ids.slice(0, ids.size);

test('only what passes is listed, in order whatever came first', () => {
  expect(whole(open([3, 'open'], [1, 'open'], [2, 'complete'], [5, 'open'], [4, 'open']))).toEqual([
    1, 3, 4, 5,
  ]);
});

test('each is judged again when it changes', () => {
  const ids = open([1, 'open'], [2, 'open'], [3, 'complete']);
  expect(ids.put(exchange({ id: 2, state: 'open' }))).toBe(false);
  expect(ids.put(exchange({ id: 2, state: 'complete' }))).toBe(true);
  expect(ids.put(exchange({ id: 3, state: 'open' }))).toBe(true);
  expect(whole(ids)).toEqual([1, 3]);
});

test('a cursor goes to the next that passes', () => {
  const ids = open([2, 'open'], [4, 'open'], [6, 'open']);
  expect([1, 2, 3, 4, 5, 6, 7].map((id) => ids.placeOf(id))).toEqual([0, 0, 1, 1, 2, 2, 3]);
});

test('the oldest are let go', () => {
  const ids = open([2, 'open'], [4, 'open'], [6, 'open']);
  ids.forgetBefore(4);
  expect(whole(ids)).toEqual([4, 6]);
  ids.forgetBefore(100);
  expect(ids.size).toBe(0);
  ids.forgetBefore(200);
  expect(ids.slice(0, 10)).toEqual([]);
});

test('is what filtering all of them at the end gives', () => {
  const change = fc.tuple(
    fc.integer({ min: 1, max: 30 }),
    fc.constantFrom('open' as const, 'complete' as const),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const last = [...new Map(changes)].filter(([, state]) => state === 'open').map(([id]) => id);
      expect(whole(open(...changes))).toEqual(last.sort((one, other) => one - other));
    }),
  );
});
