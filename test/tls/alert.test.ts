import { describe, expect, it } from 'vitest';
import { readAlert } from '../../src/tls/alert.ts';

// Numbers of RFC 8446, appendix B.2.
describe('readAlert', () => {
  it.each([
    [1, 0, { level: 'warning', description: 'close-notify' }],
    [2, 42, { level: 'fatal', description: 'bad-certificate' }],
    [2, 116, { level: 'fatal', description: 'certificate-required' }],
    [9, 255, { level: 'unknown', description: 'alert-255' }],
  ])('%i %i', (level, description, expected) => {
    expect(readAlert(Uint8Array.of(level, description))).toEqual(expected);
  });

  it.each([0, 1, 3, 26])('takes %i bytes for an encrypted one', (length) => {
    expect(readAlert(new Uint8Array(length))).toBeNull();
  });
});
