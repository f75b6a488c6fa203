import { expect, test } from 'vitest';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { minimap, sparkline } from '../../../src/views/view-model/minimap.ts';
import { exchange } from '../../builders/exchange.ts';

const row = exchangeRow(exchange());
const at =
  (...times: readonly (number | null)[]) =>
  () =>
    times.map((time) => ({ ...row, at: time, up: 10, down: 5 }));

test('counts calls and bytes in equal parts of the time', () => {
  expect(minimap(at(0, 10, null, 100), 4)).toEqual({ requests: [2, 0, 0, 1], bytes: [30, 0, 0, 15] });
  expect(minimap(at(7), 2)).toEqual({ requests: [1, 0], bytes: [15, 0] });
  expect(minimap(at(), 2)).toEqual({ requests: [0, 0], bytes: [0, 0] });
});

test('the highest is full, and what is not nothing is seen', () => {
  expect(sparkline([0, 1, 50, 1000], [' ', '.', ':', '|'])).toBe(' ..|');
  expect(sparkline([], [' ', '|'])).toBe('');
});
