import { expect, test } from 'vitest';
import { readIpv6 } from '../../src/net/ipv6.ts';
import { ascii, concat, hex, u32, zeros } from '../builders/bytes.ts';
import { ipPacket } from '../builders/ip-packet.ts';
import { ipv6, ipv6Fragment } from '../builders/packet.ts';

const payload = ascii('payload!');
const plain = { version: 6, protocol: 6, source: 8, payload: 40, end: 48, fragment: null };
/** An extension header of 8 bytes, or of `more` times 8 beyond that, before a header of type `next`. */
const extension = (next: number, more = 0): Uint8Array =>
  concat(Uint8Array.of(next, more), zeros(6 + more * 8));
const jumbo = (length: number): Uint8Array => concat(hex('0600 c204'), u32(length));

const headers = [
  { name: 'a plain packet', bytes: ipv6(payload), header: plain },
  { name: 'padding', bytes: concat(ipv6(payload), zeros(6)), header: plain },
  { name: 'a frame cut by the snap length', bytes: ipv6(payload).slice(0, 44), cut: 4, header: plain },
  {
    name: 'hop-by-hop, routing, destination options, mobility',
    bytes: ipv6(concat(extension(43), extension(60, 1), extension(135), extension(6), payload), {
      nextHeader: 0,
    }),
    header: { ...plain, payload: 80, end: 88 },
  },
  {
    name: 'an authentication header, which counts words of 4 bytes',
    bytes: ipv6(concat(Uint8Array.of(6, 4), zeros(22), payload), { nextHeader: 51 }),
    header: { ...plain, payload: 64, end: 72 },
  },
  {
    name: 'encrypted payload is not looked into',
    bytes: ipv6(payload, { nextHeader: 50 }),
    header: { ...plain, protocol: 50 },
  },
  { name: 'no next header', bytes: ipv6(payload, { nextHeader: 59 }), header: { ...plain, protocol: 59 } },
  {
    name: 'a fragment',
    bytes: ipv6(ipv6Fragment(payload, { id: 0x89abcdef, offset: 1480, more: true }), { nextHeader: 44 }),
    header: {
      ...plain,
      payload: 48,
      end: 56,
      fragment: { identification: 0x89abcdef, offset: 1480, more: true },
    },
  },
  {
    name: 'a lone fragment that is the whole datagram (RFC 6946)',
    bytes: ipv6(ipv6Fragment(payload, { id: 1, offset: 0, more: false }), { nextHeader: 44 }),
    header: { ...plain, payload: 48, end: 56 },
  },
  {
    name: 'extension headers after the fragment header are the datagram’s',
    bytes: ipv6(ipv6Fragment(payload, { id: 1, offset: 8, more: false, nextHeader: 60 }), { nextHeader: 44 }),
    header: {
      ...plain,
      protocol: 60,
      payload: 48,
      end: 56,
      fragment: { identification: 1, offset: 8, more: false },
    },
  },
  {
    name: 'payload length 0 before segmentation',
    bytes: ipv6(payload, { payloadLength: 0 }),
    header: plain,
  },
  {
    name: 'a jumbo payload (RFC 2675)',
    bytes: concat(ipv6(concat(jumbo(16), payload), { nextHeader: 0, payloadLength: 0 }), zeros(3)),
    header: { ...plain, payload: 48, end: 56 },
  },
  {
    name: 'a jumbo option after padding options',
    bytes: ipv6(concat(hex('0601 00 0102 0000 00 c204 00000018 0000'), payload), {
      nextHeader: 0,
      payloadLength: 0,
    }),
    header: { ...plain, payload: 56, end: 64 },
  },
  {
    name: 'a jumbo payload longer than the frame',
    bytes: ipv6(concat(jumbo(0xffffffff), payload), { nextHeader: 0, payloadLength: 0 }),
    header: 'net/header-corrupt',
  },
  { name: 'a cut header', bytes: ipv6(payload).slice(0, 39), header: 'net/header-cut' },
  {
    name: 'cut in an extension header',
    bytes: ipv6(concat(extension(6, 2), payload), { nextHeader: 0 }).slice(0, 50),
    cut: 22,
    header: 'net/header-cut',
  },
  {
    name: 'an extension header beyond the payload length',
    bytes: ipv6(extension(6, 2), { nextHeader: 0, payloadLength: 16 }),
    header: 'net/header-corrupt',
  },
] as const;

test.each(headers)('$name', (row) => {
  const cut = 'cut' in row ? row.cut : 0;
  expect(readIpv6(ipPacket(row.bytes, { cut }))).toEqual(row.header);
});
