import type { AddressText } from '../layer/ip-payload.ts';

/** Address of IP `version` at `offset` as text; an IPv4-mapped IPv6 address is written as the IPv4 one. */
export function addressText(bytes: Uint8Array, offset: number, version: 4 | 6): AddressText {
  if (version === 4) return ipv4Text(bytes, offset);
  return isIpv4Mapped(bytes, offset) ? ipv4Text(bytes, offset + 12) : ipv6Text(bytes, offset);
}

function ipv4Text(bytes: Uint8Array, offset: number): AddressText {
  return `${bytes[offset]}.${bytes[offset + 1]}.${bytes[offset + 2]}.${bytes[offset + 3]}`;
}

/** ::ffff:0:0/96, RFC 4291 section 2.5.5.2: what a dual-stack socket calls an IPv4 peer. */
function isIpv4Mapped(bytes: Uint8Array, offset: number): boolean {
  for (let index = 0; index < 10; index += 1) if (bytes[offset + index] !== 0) return false;
  return bytes[offset + 10] === 0xff && bytes[offset + 11] === 0xff;
}

/** RFC 5952, section 4. */
function ipv6Text(bytes: Uint8Array, offset: number): AddressText {
  const groups = Array.from({ length: 8 }, (_, index) => {
    const at = offset + index * 2;
    return ((bytes[at]! << 8) | bytes[at + 1]!).toString(16);
  });
  const zeros = longestZeroRun(groups);
  // 4.2.2: "::" does not stand for a single group.
  if (zeros.length < 2) return groups.join(':');
  const before = groups.slice(0, zeros.start).join(':');
  const after = groups.slice(zeros.start + zeros.length).join(':');
  return `${before}::${after}`;
}

/** 4.2.3: the longest run of zero groups is shortened, the first of equal ones. */
function longestZeroRun(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== '0') start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  });
  return longest;
}
