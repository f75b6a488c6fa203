import { expect, it } from 'vitest';
import { Crc64 } from '../../../../../src/docker/archive/compression/xz/crc64.ts';

/** CRC-64/XZ's check value, of the CRC catalogue. */
it('of 123456789 is 995dc9bbdf1939fa', () => {
  const crc = new Crc64();
  crc.update(Buffer.from('1234'));
  crc.update(Buffer.from('56789'));
  expect(Buffer.from(crc.digest()).reverse().toString('hex')).toBe('995dc9bbdf1939fa');
});
