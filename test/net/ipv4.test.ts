import { expect, test } from 'vitest';
import { readIpv4 } from '../../src/net/ipv4.ts';
import { ascii, concat, zeros } from '../builders/bytes.ts';
import { ipPacket } from '../builders/ip-packet.ts';
import { ipv4 } from '../builders/packet.ts';

const payload = ascii('payload!');
const plain = { version: 4, protocol: 6, source: 12, payload: 20, end: 28, fragment: null };

const headers = [
  { name: 'a plain packet', bytes: ipv4(payload), header: plain },
  { name: 'another protocol', bytes: ipv4(payload, { protocol: 17 }), header: { ...plain, protocol: 17 } },
  {
    name: 'options',
    bytes: ipv4(payload, { options: zeros(40) }),
    header: { ...plain, payload: 60, end: 68 },
  },
  { name: 'padding of a short frame', bytes: concat(ipv4(payload), zeros(18)), header: plain },
  { name: 'a frame cut by the snap length', bytes: ipv4(payload).slice(0, 24), cut: 4, header: plain },
  { name: 'no payload', bytes: ipv4(zeros(0)), header: { ...plain, end: 20 } },
  { name: 'total length 0 before segmentation', bytes: ipv4(payload, { totalLength: 0 }), header: plain },
  {
    name: 'total length 0 in a cut frame',
    bytes: ipv4(payload, { totalLength: 0 }).slice(0, 26),
    cut: 2,
    header: plain,
  },
  {
    name: 'the first fragment',
    bytes: ipv4(payload, { id: 7, fragment: { offset: 0, more: true } }),
    header: { ...plain, fragment: { identification: 7, offset: 0, more: true } },
  },
  {
    name: 'the last fragment, far behind',
    bytes: ipv4(payload, { id: 0xfff0, fragment: { offset: 65_528, more: false } }),
    header: { ...plain, fragment: { identification: 0xfff0, offset: 65_528, more: false } },
  },
  { name: 'a cut header', bytes: ipv4(payload).slice(0, 19), header: 'net/header-cut' },
  {
    name: 'cut in the options',
    bytes: ipv4(payload, { options: zeros(8) }).slice(0, 27),
    header: 'net/header-cut',
  },
  {
    name: 'a header length below 20',
    bytes: concat(Uint8Array.of(0x44), zeros(30)),
    header: 'net/header-corrupt',
  },
  {
    name: 'a total length below the header',
    bytes: ipv4(payload, { totalLength: 19 }),
    header: 'net/header-corrupt',
  },
] as const;

test.each(headers)('$name', (row) => {
  const cut = 'cut' in row ? row.cut : 0;
  expect(readIpv4(ipPacket(row.bytes, { cut }))).toEqual(row.header);
});

test('offsets count from the beginning of the frame', () => {
  const packet = ipPacket(concat(zeros(14), ipv4(payload)), { start: 14 });
  expect(readIpv4(packet)).toEqual({ ...plain, source: 26, payload: 34, end: 42 });
});
