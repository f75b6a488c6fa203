import { describe, expect, test } from 'vitest';
import { isBeyondLast, type Rotation, rotatedName } from '../../../src/capture/live/rotation.ts';

const none: Rotation = { bytes: null, seconds: null, files: null };

// tcpdump(1): -C, -G, -W.
describe('names', () => {
  test.each([
    [
      'a size alone: numbers from the second file on',
      { ...none, bytes: 1e6 },
      ['c.pcap', 'c.pcap1', 'c.pcap2'],
    ],
    [
      'a size and a count: all numbered, and round again',
      { ...none, bytes: 1e6, files: 2 },
      ['c.pcap0', 'c.pcap1', 'c.pcap0'],
    ],
    ['enough zeros to sort', { ...none, bytes: 1e6, files: 11 }, ['c.pcap00', 'c.pcap01', 'c.pcap02']],
    [
      'seconds without a time in the name: no file is replaced',
      { ...none, seconds: 5 },
      ['c.pcap', 'c.pcap1', 'c.pcap2'],
    ],
  ])('%s', (_name, rotation, expected) => {
    expect([0, 1, 2].map((number) => rotatedName('c.pcap', rotation, number, 0))).toEqual(expected);
  });

  test('a time, as strftime writes it', () => {
    const at = new Date(2026, 1, 3, 4, 5, 6).getTime();
    const rotation = { ...none, seconds: 5 };
    expect(rotatedName('%Y%m%d-%H%M%S %y %F %T %j %%%q', rotation, 3, at)).toBe(
      '20260203-040506 26 2026-02-03 04:05:06 034 %%q',
    );
    expect(rotatedName('%s', rotation, 3, 1_700_000_000_999)).toBe('1700000000');
    expect(rotatedName('%d', { ...rotation, bytes: 1 }, 3, at)).toBe('033');
  });
});

test('a count without a size ends the capture', () => {
  expect(isBeyondLast({ ...none, seconds: 1, files: 2 }, 1)).toBe(false);
  expect(isBeyondLast({ ...none, seconds: 1, files: 2 }, 2)).toBe(true);
  expect(isBeyondLast({ ...none, bytes: 1, files: 2 }, 2)).toBe(false);
  expect(isBeyondLast({ ...none, seconds: 1 }, 200)).toBe(false);
});
