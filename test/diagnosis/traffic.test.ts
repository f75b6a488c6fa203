import { expect, test } from 'vitest';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import { exchange } from '../builders/exchange.ts';

test('exchanges are in order of their ids, whatever the order they ended in', () => {
  const traffic = new Traffic(
    [exchange({ id: 3 }), exchange({ id: 1 }), exchange({ id: 2, operation: 'X' })],
    [],
  );
  expect(traffic.exchanges.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(traffic.of('X').map(({ id }) => id)).toEqual([2]);
  expect(traffic.of('Y')).toEqual([]);
  expect(traffic.connection(1)).toBeNull();
});
