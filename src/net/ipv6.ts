import type { IpPacket } from '../layer/ip-packet.ts';
import type { Fragment, HeaderProblem, IpHeader } from './ip-header.ts';

const HEADER_BYTES = 40;

/** IANA "IPv6 Extension Header Types"; ESP (50) is not walked, as what follows it is encrypted. */
const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION_OPTIONS = 60;
const MOBILITY = 135;
const HOST_IDENTITY = 139;
const SHIM6 = 140;

const JUMBO_PAYLOAD = 0xc2;

/** RFC 8200, section 3. */
export function readIpv6({ bytes, start, cut }: IpPacket): IpHeader | HeaderProblem {
  if (bytes.length - start < HEADER_BYTES) return 'net/header-cut';
  const nextHeader = bytes[start + 6]!;
  const payload = start + HEADER_BYTES;
  const payloadLength = (bytes[start + 4]! << 8) | bytes[start + 5]!;
  const source = start + 8;
  if (payloadLength > 0) {
    return walkExtensionHeaders(bytes, nextHeader, payload, payload + payloadLength, source);
  }
  // A packet that the network card will cut into segments may have no length: it ends where the frame does.
  const frameEnd = bytes.length + cut;
  const jumbo = nextHeader === HOP_BY_HOP ? jumboPayloadLength(bytes, payload) : 0;
  if (payload + jumbo > frameEnd) return 'net/header-corrupt';
  return walkExtensionHeaders(bytes, nextHeader, payload, jumbo > 0 ? payload + jumbo : frameEnd, source);
}

/**
 * Walks the extension headers at `payload`, of which the first is of type `nextHeader` (RFC 8200, section 4).
 * Whatever the bytes are, each step goes forward by at least 8, so that the walk ends.
 */
export function walkExtensionHeaders(
  bytes: Uint8Array,
  nextHeader: number,
  payload: number,
  end: number,
  source: number,
): IpHeader | HeaderProblem {
  let protocol = nextHeader;
  let offset = payload;
  let fragment: Fragment | null = null;
  for (;;) {
    const length = extensionLength(protocol, bytes[offset + 1] ?? 0);
    if (length === 0) break;
    if (offset + length > end) return 'net/header-corrupt';
    if (offset + length > bytes.length) return 'net/header-cut';
    const following = bytes[offset]!;
    if (protocol === FRAGMENT) {
      fragment = readFragment(bytes, offset);
      protocol = following;
      offset += length;
      // What follows are bytes of the datagram, not headers of this packet. A lone fragment that is the
      // whole datagram (RFC 6946) goes on like any packet.
      if (fragment !== null) break;
      continue;
    }
    protocol = following;
    offset += length;
  }
  return { version: 6, protocol, source, payload: offset, end, fragment };
}

/** 0 for what is not an extension header. The lengths leave out the first 8 bytes; AH counts words of 4. */
function extensionLength(type: number, lengthField: number): number {
  switch (type) {
    case HOP_BY_HOP:
    case ROUTING:
    case DESTINATION_OPTIONS:
    case MOBILITY:
    case HOST_IDENTITY:
    case SHIM6:
      return (lengthField + 1) * 8;
    case AUTHENTICATION:
      return (lengthField + 2) * 4;
    case FRAGMENT:
      return 8;
    default:
      return 0;
  }
}

/** RFC 8200, section 4.5; null where the only fragment is the whole datagram. */
function readFragment(bytes: Uint8Array, offset: number): Fragment | null {
  const field = (bytes[offset + 2]! << 8) | bytes[offset + 3]!;
  const more = (field & 1) !== 0;
  if (field >> 3 === 0 && !more) return null;
  const identification =
    ((bytes[offset + 4]! << 24) |
      (bytes[offset + 5]! << 16) |
      (bytes[offset + 6]! << 8) |
      bytes[offset + 7]!) >>>
    0;
  return { identification, offset: field & 0xfff8, more };
}

/** RFC 2675, section 2, for packets over 64 KiB; 0 where the hop-by-hop header at `offset` has no such option. */
function jumboPayloadLength(bytes: Uint8Array, offset: number): number {
  const end = Math.min(bytes.length, offset + ((bytes[offset + 1] ?? 0) + 1) * 8);
  let at = offset + 2;
  while (at + 1 < end) {
    // Pad1 is the one option of a single byte.
    if (bytes[at] === 0) {
      at += 1;
      continue;
    }
    if (bytes[at] === JUMBO_PAYLOAD && bytes[at + 1] === 4 && at + 6 <= end) {
      return ((bytes[at + 2]! << 24) | (bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!) >>> 0;
    }
    at += 2 + bytes[at + 1]!;
  }
  return 0;
}
