import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBytesMessage } from '../../../src/docker/grpc/bytes-message.ts';
import { ascii, concat, hex } from '../../builders/bytes.ts';

test.each<[string, Uint8Array, string]>([
  ['bytes', concat(hex('0a03'), ascii('abc')), 'abc'],
  ['a length of two bytes', concat(hex('0a8201'), ascii('x'.repeat(130))), 'x'.repeat(130)],
  ['nothing', hex('0a00'), ''],
  ['an empty message', hex(''), ''],
  ['another field', hex('1001'), ''],
  ['cut', concat(hex('0a09'), ascii('abc')), 'abc'],
])('%s', (_, message, expected) => {
  expect(Buffer.from(readBytesMessage(message)).toString('latin1')).toBe(expected);
});

test('no bytes whatever make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      expect(readBytesMessage(concat(Uint8Array.of(0x0a), bytes)).length).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
