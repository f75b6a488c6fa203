import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldSum, onesComplementSum } from '../../../../src/capture/proxy/record/checksum.ts';
import { hex } from '../../../builders/bytes.ts';

/** RFC 1071, section 1, word by word. */
function byTheBook(bytes: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) {
    sum += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

describe('onesComplementSum', () => {
  test.each([
    ['the example of RFC 1071, section 3', '0001 f203 f4f5 f6f7', 0xddf2],
    ['nothing', '', 0],
    ['one byte, which is the high one', 'ab', 0xab00],
    [
      'an IPv4 header of RFC 791 form, whose sum is all ones',
      '4500003c1c4640004006b1e6ac100a63ac100a0c',
      0xffff,
    ],
  ])('%s', (_title, bytes, sum) => {
    expect(onesComplementSum(hex(bytes))).toBe(sum);
  });

  test('any bytes, wherever they lie in memory', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(3), (bytes, shift) => {
        const moved = new Uint8Array(bytes.length + shift).subarray(shift);
        moved.set(bytes);
        expect(onesComplementSum(moved)).toBe(byTheBook(bytes));
      }),
    );
  });

  test('the largest packet of the largest words', () => {
    const bytes = new Uint8Array(65_535).fill(0xff);
    expect(onesComplementSum(bytes)).toBe(byTheBook(bytes));
  });
});

test('foldSum adds carries until none is left', () => {
  expect([foldSum(0x1_0000), foldSum(0x1_ffff), foldSum(0xffff_ffff_ffff)]).toEqual([1, 1, 0xffff]);
});
