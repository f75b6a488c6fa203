import { expect, test } from 'vitest';
import { packetRange } from '../../src/engine/packet-range.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { exchange, request } from '../builders/exchange.ts';

/** An exchange that begins at a microsecond, and lasts so many; null where nobody knows. */
function at(id: number, time: number, lasts: number | null, more: Partial<Exchange> = {}): Exchange {
  const totalMs = lasts === null ? null : lasts / 1000;
  const timing = { sendMs: 0, waitMs: null, receiveMs: null, totalMs };
  return exchange({ id, request: request({ time }), timing, ...more });
}

const ALWAYS = Number.POSITIVE_INFINITY;

test.each<[name: string, one: Exchange, others: readonly Exchange[], from: number, to: number]>([
  ['alone on its connection', at(1, 100, 50), [], -ALWAYS, ALWAYS],
  ['the first of two', at(1, 100, 50), [at(2, 300, 10)], -ALWAYS, 300],
  ['the last of two', at(2, 300, 10), [at(1, 100, 50)], 300, ALWAYS],
  ['between two', at(2, 300, 10), [at(1, 100, 50), at(3, 310, 9)], 300, 310],
  ['beside another connection', at(1, 100, 50), [at(2, 300, 10, { connection: 2 })], -ALWAYS, ALWAYS],
  ['while others come and go', at(1, 100, 500), [at(2, 200, 10, { stream: 3 })], -ALWAYS, ALWAYS],
  ['not over yet', at(1, 100, null, { state: 'open' }), [at(2, 200, 10)], -ALWAYS, ALWAYS],
  ['broken off, with another behind it', at(1, 100, null), [at(2, 200, 10)], -ALWAYS, 200],
  [
    'broken off, on HTTP/2',
    at(1, 100, null, { stream: 1 }),
    [at(2, 200, 10, { stream: 3 })],
    -ALWAYS,
    ALWAYS,
  ],
  ['begun in the same packet as the one before', at(2, 100, 50), [at(1, 100, 40)], 100, ALWAYS],
])('%s', (_, one, others, from, to) => {
  expect(packetRange(one, [one, ...others])).toEqual({ from, to });
});
