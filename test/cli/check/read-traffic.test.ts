import { expect, test } from 'vitest';
import { TrafficReader } from '../../../src/cli/check/read-traffic.ts';
import { exchange } from '../../builders/exchange.ts';

test('keeps exchanges as they end', () => {
  const reader = new TrafficReader();
  reader.take({ kind: 'exchange-closed', exchange: exchange({ id: 2 }) });
  reader.take({ kind: 'exchange-closed', exchange: exchange({ id: 1 }) });
  expect(reader.traffic().exchanges.map(({ id }) => id)).toEqual([1, 2]);
});
