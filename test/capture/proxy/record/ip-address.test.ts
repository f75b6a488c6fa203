import { expect, test } from 'vitest';
import { ipAddressBytes } from '../../../../src/capture/proxy/record/ip-address.ts';
import { hex } from '../../../builders/bytes.ts';

test.each([
  ['172.18.0.3', 'ac120003'],
  ['::ffff:172.18.0.3', 'ac120003'],
  ['::1', '00000000000000000000000000000001'],
  ['::', '00000000000000000000000000000000'],
  ['2001:db8::8:800:200c:417a', '20010db80000000000080800200c417a'],
  ['2001:db8:1:2:3:4:5:6', '20010db8000100020003000400050006'],
  ['fe80::', 'fe800000000000000000000000000000'],
  ['fe80::1%eth0', 'fe800000000000000000000000000001'],
  ['64:ff9b::192.0.2.33', '0064ff9b0000000000000000c0000221'],
])('%s', (text, bytes) => {
  expect(ipAddressBytes(text)).toEqual(hex(bytes));
});
