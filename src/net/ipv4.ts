import type { IpPacket } from '../layer/ip-packet.ts';
import type { Fragment, HeaderProblem, IpHeader } from './ip-header.ts';

const MINIMUM_HEADER_BYTES = 20;
const MORE_FRAGMENTS = 0x2000;
const FRAGMENT_OFFSET = 0x1fff;

/** RFC 791, section 3.1. The checksum is not verified: a sender's kernel leaves it to the network card. */
export function readIpv4({ bytes, start, cut }: IpPacket): IpHeader | HeaderProblem {
  if (bytes.length - start < MINIMUM_HEADER_BYTES) return 'net/header-cut';
  const headerLength = (bytes[start]! & 0x0f) * 4;
  if (headerLength < MINIMUM_HEADER_BYTES) return 'net/header-corrupt';
  if (bytes.length - start < headerLength) return 'net/header-cut';
  const totalLength = (bytes[start + 2]! << 8) | bytes[start + 3]!;
  // A packet that the network card will cut into segments is captured before that, and when it is too long
  // for the field its length is 0 (Linux with "BIG TCP"): it then ends where the frame does.
  const end = totalLength === 0 ? bytes.length + cut : start + totalLength;
  const payload = start + headerLength;
  if (end < payload) return 'net/header-corrupt';
  const flags = (bytes[start + 6]! << 8) | bytes[start + 7]!;
  const fragment: Fragment | null =
    (flags & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) === 0
      ? null
      : {
          identification: (bytes[start + 4]! << 8) | bytes[start + 5]!,
          offset: (flags & FRAGMENT_OFFSET) * 8,
          more: (flags & MORE_FRAGMENTS) !== 0,
        };
  return { version: 4, protocol: bytes[start + 9]!, source: start + 12, payload, end, fragment };
}
