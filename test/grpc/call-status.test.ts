import { expect, test } from 'vitest';
import { readCallStatus, statusName } from '../../src/grpc/call-status.ts';
import type { HeaderList } from '../../src/http/events.ts';

test.each<[string, HeaderList, unknown]>([
  ['no status', [['content-type', 'application/grpc']], null],
  ['well', [['grpc-status', '0']], { code: 0, message: '', details: null }],
  [
    'a message in UTF-8',
    [
      ['grpc-status', '2'],
      ['grpc-message', 'can%27t read %C3%A9%0A100% sure'],
    ],
    { code: 2, message: "can't read é\n100% sure", details: null },
  ],
  [
    'details without padding',
    [
      ['grpc-status', '5'],
      ['grpc-status-details-bin', 'CAUSAW4'],
    ],
    { code: 5, message: '', details: Uint8Array.of(8, 5, 18, 1, 110) },
  ],
  ['no number', [['grpc-status', 'x']], 'malformed'],
  ['a sign', [['grpc-status', '-1']], 'malformed'],
])('%s', (_, fields, expected) => {
  expect(readCallStatus(fields)).toEqual(expected);
});

test.each([
  [0, 'OK'],
  [12, 'UNIMPLEMENTED'],
  [16, 'UNAUTHENTICATED'],
  [99, '99'],
])('status %i is %s', (code, name) => {
  expect(statusName(code)).toBe(name);
});
