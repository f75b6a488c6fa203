const ETHERNET = 1;
const LINUX_SLL = 113;
const RAW_IP = 101;
const NULL_LOOPBACK = 0;

/** Bytes before the IP header, by link type, where the frame is not tagged. */
const headerBytes = new Map<number, number>([
  [ETHERNET, 14],
  [LINUX_SLL, 16],
  [RAW_IP, 0],
  [NULL_LOOPBACK, 4],
]);

/**
 * Length that a frame had on the wire, from its IP header's own length, for a source that tells only how
 * many bytes it captured. Where that is not told, or the frame is padded, its captured length.
 */
export function frameLength(bytes: Uint8Array, linkType: number): number {
  const header = headerBytes.get(linkType);
  if (header === undefined) return bytes.length;
  const ip = header + 4 * tags(bytes, linkType);
  const version = (bytes[ip] ?? 0) >> 4;
  let length = 0;
  if (version === 4 && bytes.length >= ip + 20) length = word(bytes, ip + 2);
  // RFC 8200, section 3: the payload's length, behind a header of 40 bytes.
  else if (version === 6 && bytes.length >= ip + 40) length = 40 + word(bytes, ip + 4);
  return Math.max(bytes.length, ip + length);
}

/** VLAN tags of an Ethernet frame (IEEE 802.1Q, 802.1ad), two at most. */
function tags(bytes: Uint8Array, linkType: number): number {
  if (linkType !== ETHERNET) return 0;
  let count = 0;
  while (count < 2 && (word(bytes, 12 + 4 * count) === 0x8100 || word(bytes, 12 + 4 * count) === 0x88a8))
    count += 1;
  return count;
}

function word(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}
