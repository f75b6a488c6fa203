import { type LinkType, NOT_IP } from './link-type.ts';

const HEADER_BYTES = 4;
const AF_INET = 2;
/** AF_INET6 of Linux; of NetBSD, OpenBSD and older BSD/OS; of FreeBSD; of macOS. */
const ipv6Families = new Set([10, 24, 28, 30]);

/** The address family is in the byte order of the machine that captured, which a file may not tell. */
export const nullLoopback: LinkType = {
  value: 0,
  name: 'null',
  ipOffset: (bytes) => {
    const little = family(bytes[0], bytes[1], bytes[2], bytes[3], bytes.length);
    return little === NOT_IP ? family(bytes[3], bytes[2], bytes[1], bytes[0], bytes.length) : little;
  },
  interfaceIndex: null,
};

/** OpenBSD's loopback: the same in network byte order. */
export const loop: LinkType = {
  value: 108,
  name: 'loop',
  ipOffset: (bytes) => family(bytes[3], bytes[2], bytes[1], bytes[0], bytes.length),
  interfaceIndex: null,
};

/** `NOT_IP` unless the family's bytes, lowest first, are those of IP. */
function family(
  lowest: number | undefined,
  second: number | undefined,
  third: number | undefined,
  highest: number | undefined,
  length: number,
): number {
  if (length <= HEADER_BYTES || second !== 0 || third !== 0 || highest !== 0) return NOT_IP;
  return lowest === AF_INET || ipv6Families.has(lowest ?? 0) ? HEADER_BYTES : NOT_IP;
}
