import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FieldReader } from '../../../src/docker/protobuf/field-reader.ts';
import { hex } from '../../builders/bytes.ts';
import { protobuf } from '../../builders/protobuf.ts';

/** Everything about the fields of a message, as `number type value`. */
function fields(bytes: Uint8Array): readonly string[] {
  const reader = new FieldReader(bytes);
  const found: string[] = [];
  while (reader.next()) {
    const value = reader.type === 'bytes' ? reader.text : reader.signed;
    found.push(`${reader.number} ${reader.type} ${value}`);
  }
  if (reader.damaged) found.push('damaged');
  return found;
}

// The messages of https://protobuf.dev/programming-guides/encoding/ and of its rules worked out by hand.
const cases: readonly (readonly [title: string, bytes: string, fields: readonly string[]])[] = [
  ['nothing', '', []],
  ['a = 150', '089601', ['1 varint 150']],
  ['b = "testing"', '120774657374696e67', ['2 bytes testing']],
  ['-2 has ten bytes', '08feffffffffffffffff01', ['1 varint -2']],
  ['a fixed32 and a fixed64', '0d01000000110200000000000000', ['1 fixed32 1', '2 fixed64 2']],
  ['the highest number, 2^29 - 1', 'f8ffffff0f01', ['536870911 varint 1']],
  ['a varint without its last byte', '0896', ['damaged']],
  ['a varint of eleven bytes', '088080808080808080808001', ['damaged']],
  ['a length beyond the end, after a whole field', '08011205ab', ['1 varint 1', 'damaged']],
  ['a length of four gigabytes', '12ffffffff1f', ['damaged']],
  ['field number 0', '0001', ['damaged']],
  ['a group', '0b0c', ['damaged']],
];

test.each(cases)('%s', (_, bytes, expected) => {
  expect(fields(hex(bytes))).toEqual(expected);
});

describe('numbers', () => {
  const reader = (value: number | bigint): FieldReader => {
    const made = new FieldReader(protobuf([1, value]));
    made.next();
    return made;
  };

  test.each([0, 1, 127, 128, 2 ** 28 - 1, 2 ** 28, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1])(
    '%d',
    (value) => {
      expect(reader(value).unsigned).toBe(value);
      expect(reader(value).signed).toBe(value);
      expect(reader(value).exact).toBe(BigInt(value));
    },
  );

  test.each([-1, -2, -(2 ** 31), -(2 ** 32), -(2 ** 53) + 1])('%d', (value) => {
    expect(reader(value).signed).toBe(value);
    expect(reader(value).exact).toBe(BigInt(value));
  });

  test('every digit of an int64', () => {
    expect(reader(1_714_564_800_123_456_789n).exact).toBe(1_714_564_800_123_456_789n);
    expect(reader(-(2n ** 63n)).exact).toBe(-(2n ** 63n));
  });

  test('a whole 64-bit integer, whatever it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(reader(value).exact).toBe(value);
      }),
      { numRuns: 200 },
    );
  });
});

test('content is a view of the message', () => {
  const bytes = protobuf([4, 'content']);
  const reader = new FieldReader(bytes);
  reader.next();
  expect(reader.bytes.buffer).toBe(bytes.buffer);
});

test('no bytes whatever make it throw or go on for ever', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(fields(bytes).length).toBeLessThanOrEqual(bytes.length + 1);
    }),
    { numRuns: 300 },
  );
});
