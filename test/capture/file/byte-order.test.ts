import { expect, test } from 'vitest';
import { readU16, readU32, readU64 } from '../../../src/capture/file/byte-order.ts';
import { hex } from '../../builders/bytes.ts';

test('numbers are read in either byte order, without a sign', () => {
  const bytes = hex('ff f1f2f3f4 f5f6f7f8');
  expect(readU16(bytes, 1, 'big')).toBe(0xf1f2);
  expect(readU16(bytes, 1, 'little')).toBe(0xf2f1);
  expect(readU32(bytes, 1, 'big')).toBe(0xf1f2f3f4);
  expect(readU32(bytes, 1, 'little')).toBe(0xf4f3f2f1);
});

test('64-bit counts are exact as far as a double is', () => {
  expect(readU64(hex('00000001 00000002'), 0, 'big')).toBe(2 ** 32 + 2);
  expect(readU64(hex('02000000 01000000'), 0, 'little')).toBe(2 ** 32 + 2);
});
