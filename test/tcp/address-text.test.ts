import { expect, test } from 'vitest';
import { addressText } from '../../src/tcp/address-text.ts';
import { hex } from '../builders/bytes.ts';

// The IPv6 rows are the examples of RFC 5952, sections 1 to 5, and of RFC 4291, section 2.2.
test.each([
  { bytes: 'c0000201', want: '192.0.2.1' },
  { bytes: '00000000', want: '0.0.0.0' },
  { bytes: '20010db8000000000001000000000001', want: '2001:db8::1:0:0:1' },
  { bytes: '20010db8000000000000000000000001', want: '2001:db8::1' },
  { bytes: '20010db8000000010001000100010001', want: '2001:db8:0:1:1:1:1:1' },
  { bytes: '20010000000000010000000000000001', want: '2001:0:0:1::1' },
  { bytes: '20010db8aaaabbbbccccddddeeee0001', want: '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1' },
  { bytes: '20010db8000100000000000000000000', want: '2001:db8:1::' },
  { bytes: '00000000000000000000000000000001', want: '::1' },
  { bytes: '00000000000000000000000000000000', want: '::' },
  { bytes: '00000000000000000000ffffc0000201', want: '192.0.2.1' },
])('$want', ({ bytes, want }) => {
  const before = 3;
  const packet = hex(`ffffff${bytes}ff`);
  expect(addressText(packet, before, bytes.length === 8 ? 4 : 6)).toBe(want);
});
