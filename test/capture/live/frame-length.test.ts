import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameLength } from '../../../src/capture/live/frame-length.ts';

const ETHERNET = 1;
const SLL = 113;

/** The first `captured` bytes of a frame whose IP header starts at `ip` and says `length`. */
function frame(captured: number, ip: number, version: 4 | 6, length: number): Uint8Array {
  const bytes = new Uint8Array(captured);
  bytes[ip] = version === 4 ? 0x45 : 0x60;
  const at = ip + (version === 4 ? 2 : 4);
  bytes[at] = length >> 8;
  bytes[at + 1] = length & 0xff;
  return bytes;
}

test.each([
  ['Ethernet and IPv4: RFC 791 counts the header', ETHERNET, frame(60, 14, 4, 1500), 1514],
  ['Ethernet and IPv6: RFC 8200 does not', ETHERNET, frame(60, 14, 6, 1440), 1494],
  ['Linux cooked', SLL, frame(60, 16, 4, 65_535), 65_551],
  ['raw IP', 101, frame(60, 0, 4, 80), 80],
  ['BSD loopback', 0, frame(60, 4, 4, 100), 104],
  ['padded', ETHERNET, frame(60, 14, 4, 40), 60],
  ['no IP', ETHERNET, new Uint8Array(60), 60],
  ['too short to tell', ETHERNET, frame(20, 14, 4, 1500), 20],
  ['a link type that is not known', 276, frame(60, 14, 4, 1500), 60],
])('%s', (_name, linkType, bytes, expected) => {
  expect(frameLength(bytes, linkType)).toBe(expected);
});

test('a VLAN tag is stepped over', () => {
  const bytes = frame(60, 18, 4, 1500);
  bytes.set([0x81, 0x00], 12);
  expect(frameLength(bytes, ETHERNET)).toBe(1518);
});

test('no bytes make it throw, or say less than there are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(0, 1, 101, 113, 276), (bytes, linkType) => {
      expect(frameLength(bytes, linkType)).toBeGreaterThanOrEqual(bytes.length);
    }),
  );
});
