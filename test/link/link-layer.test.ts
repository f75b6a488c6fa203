import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UNKNOWN_INTERFACE } from '../../src/layer/ip-packet.ts';
import type { Packet } from '../../src/layer/packet.ts';
import { LinkLayer } from '../../src/link/link-layer.ts';
import { ascii } from '../builders/bytes.ts';
import { ethernet, ipv4, linuxSll, linuxSll2 } from '../builders/packet.ts';

const ip = ipv4(ascii('x'));

function packet(bytes: Uint8Array, fields: Partial<Packet> = {}): Packet {
  return {
    kind: 'packet',
    bytes,
    originalLength: bytes.length,
    at: 7,
    linkType: 1,
    interfaceId: 0,
    ...fields,
  };
}

test('an IP packet keeps its bytes and says how much of it was cut', () => {
  const bytes = ethernet(ip);
  const event = new LinkLayer().push(packet(bytes, { originalLength: 100 }));
  expect(event).toEqual({
    kind: 'ip-packet',
    bytes,
    start: 14,
    cut: 100 - bytes.length,
    at: 7,
    seenOn: null,
  });
  expect(event).toHaveProperty('bytes', bytes);
});

test('packets without IP are counted', () => {
  const link = new LinkLayer();
  expect(link.push(packet(ethernet(ip, 0x0806)))).toBeNull();
  expect(link.notIp).toBe(1);
});

test('an unknown link type is an issue once, and counted', () => {
  const link = new LinkLayer();
  const noise = packet(ip, { linkType: 239 });
  expect(link.push(noise)).toEqual({
    kind: 'issue',
    code: 'link/unknown-link-type',
    message: 'link type 239 (nflog) is not read; its packets are left out',
    at: 7,
  });
  expect(link.push(noise)).toBeNull();
  expect(link.push(packet(ip, { linkType: 31_000 }))).toMatchObject({
    message: 'link type 31000 is not read; its packets are left out',
  });
  expect(link.push(packet(ethernet(ip)))).toMatchObject({ kind: 'ip-packet' });
  expect([...link.unknownLinkTypes]).toEqual([
    [239, 2],
    [31_000, 1],
  ]);
});

test('which interface saw a packet is told only where there are several', () => {
  const seenOn = (link: LinkLayer, bytes: Uint8Array, fields: Partial<Packet>): unknown => {
    const event = link.push(packet(bytes, fields));
    return event?.kind === 'ip-packet' ? event.seenOn : 'no packet';
  };
  const link = new LinkLayer();
  link.addInterface();
  expect(seenOn(link, ethernet(ip), {})).toBeNull();
  link.addInterface();
  const first = seenOn(link, ethernet(ip), { interfaceId: 0 });
  const second = seenOn(link, ethernet(ip), { interfaceId: 1 });
  const veth = seenOn(link, linuxSll2(ip, 4), { linkType: 276 });
  const bridge = seenOn(link, linuxSll2(ip, 5), { linkType: 276 });
  expect(new Set([first, second, veth, bridge, null]).size).toBe(5);
  expect(seenOn(link, linuxSll(ip), { linkType: 113 })).toBe(UNKNOWN_INTERFACE);
});

test('no bytes whatever throw, in any link type', () => {
  const linkType = fc.constantFrom(0, 1, 12, 101, 108, 113, 228, 229, 276, 999);
  fc.assert(
    fc.property(linkType, fc.uint8Array({ maxLength: 64 }), (value, bytes) => {
      const event = new LinkLayer().push(packet(bytes, { linkType: value }));
      return event?.kind !== 'ip-packet' || event.start < bytes.length;
    }),
    { numRuns: 1000 },
  );
});
