import { expect, test } from 'vitest';
import { TransferRates } from '../../../src/views/view-model/transfer-rates.ts';

test('bytes a second between two looks, while they move', () => {
  const rates = new TransferRates();
  rates.note(1, 1000, true, 0);
  expect(rates.rate(1, 0)).toBeNull();
  rates.note(1, 6000, true, 500);
  expect(rates.rate(1, 600)).toBe(10_000);
  // Too soon to say.
  rates.note(1, 6001, true, 510);
  expect(rates.rate(1, 600)).toBe(10_000);
  expect(rates.rate(1, 5000)).toBeNull();
  rates.note(1, 9000, false, 5100);
  expect(rates.rate(1, 5100)).toBeNull();
});
