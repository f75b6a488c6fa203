import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timestampReader, toTicks } from '../../../../src/capture/file/pcapng/timestamps.ts';

function read(ticks: bigint, resolution: number, offsetSeconds = 0): number {
  return timestampReader(resolution, offsetSeconds)(Number(ticks >> 32n), Number(ticks & 0xffffffffn));
}

const cases = [
  { name: 'microseconds', ticks: 1_700_000_000_123_456n, resolution: 6, at: 1_700_000_000_123_456 },
  { name: 'nanoseconds', ticks: 1_700_000_000_123_456_789n, resolution: 9, at: 1_700_000_000_123_456 + 0.75 },
  { name: 'milliseconds', ticks: 1_700_000_000_123n, resolution: 3, at: 1_700_000_000_123_000 },
  { name: 'seconds', ticks: 1_700_000_000n, resolution: 0, at: 1_700_000_000_000_000 },
  { name: 'picoseconds', ticks: 1_700_000_123_456_789_012n, resolution: 12, at: 1_700_000_123_456.75 },
  { name: 'halves of a second', ticks: 3n, resolution: 0x80 | 1, at: 1_500_000 },
  { name: '2^-20 of a second', ticks: (5n << 20n) + (1n << 18n), resolution: 0x80 | 20, at: 5_250_000 },
  { name: 'an absurd resolution', ticks: 5n, resolution: 0xff, at: 0 },
];

test.each(cases)('$name', ({ ticks, resolution, at }) => {
  expect(read(ticks, resolution)).toBe(at);
});

test('the offset counts seconds, in every resolution', () => {
  expect([6, 9, 3].map((resolution) => read(0n, resolution, 1_000))).toEqual([1e9, 1e9, 1e9]);
  expect(read(5_000_000n, 6, -2)).toBe(3_000_000);
});

test('nanoseconds agree with big integers', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n }), (ticks) => {
      const quarters = (ticks * 2n + 250n) / 500n;
      expect(read(ticks, 9)).toBe(Number(quarters) / 4);
    }),
    { numRuns: 300 },
  );
});

describe.each([6, 9] as const)('ticks of 10^-%i s', (resolution) => {
  test('are read back as the time that was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 52 }), (quarters) => {
        const at = resolution === 6 ? Math.floor(quarters / 4) : quarters / 4;
        const [high, low] = toTicks(at, resolution);
        expect(timestampReader(resolution, 0)(high, low)).toBe(at);
      }),
      { numRuns: 300 },
    );
  });
});
