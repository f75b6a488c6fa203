import { isIPv4 } from 'node:net';

/** An address as it stands in an IP header: 4 or 16 bytes. */
export function ipAddressBytes(text: string): Uint8Array {
  const [address = ''] = text.split('%');
  // A socket that listens on both families names its IPv4 clients ::ffff:a.b.c.d (RFC 4291, section 2.5.5.2).
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const four = mapped ?? address;
  if (isIPv4(four)) return Uint8Array.from(four.split('.'), Number);
  const [head = '', tail] = address.split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const zeros = new Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0);
  return Uint8Array.from(
    [...left, ...zeros, ...right].slice(0, 8).flatMap((group) => [group >> 8, group & 0xff]),
  );
}

function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!isIPv4(group)) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
