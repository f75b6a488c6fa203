import { describe, expect, test } from 'vitest';
import { UNKNOWN_INTERFACE } from '../../src/layer/ip-packet.ts';
import { NOT_IP } from '../../src/link/link-type.ts';
import { linkTypeName, linkTypes } from '../../src/link/link-types.ts';
import { ascii, concat, hex, u16, zeros } from '../builders/bytes.ts';
import { ethernet, IPV6_ETHER_TYPE, ipv4, linuxSll, linuxSll2 } from '../builders/packet.ts';

const ARP = 0x0806;
const customer = { etherType: 0x8100, id: 5 };
const service = { etherType: 0x88a8, id: 6 };
const ip = ipv4(ascii('x'));
const tagged = concat(u16(5), u16(0x0800), ip);

/** Each row: LINKTYPE_ value, a packet, and where its IP header begins by the header's own definition. */
const packets = [
  { name: 'Ethernet, IPv4', value: 1, bytes: ethernet(ip), offset: 14 },
  { name: 'Ethernet, IPv6', value: 1, bytes: ethernet(ip, IPV6_ETHER_TYPE), offset: 14 },
  { name: 'Ethernet, ARP', value: 1, bytes: ethernet(ip, ARP), offset: NOT_IP },
  { name: 'Ethernet, one VLAN tag', value: 1, bytes: ethernet(ip, 0x0800, [customer]), offset: 18 },
  { name: 'Ethernet, QinQ', value: 1, bytes: ethernet(ip, 0x0800, [service, customer]), offset: 22 },
  {
    name: 'Ethernet, old QinQ',
    value: 1,
    bytes: ethernet(ip, 0x0800, [{ etherType: 0x9100, id: 1 }]),
    offset: 18,
  },
  { name: 'Ethernet, a tag and ARP', value: 1, bytes: ethernet(ip, ARP, [customer]), offset: NOT_IP },
  {
    name: 'Ethernet, tags without end',
    value: 1,
    bytes: ethernet(hex('8100'.repeat(99)), 0x8100),
    offset: NOT_IP,
  },
  { name: 'Ethernet, cut in the header', value: 1, bytes: ethernet(ip).slice(0, 13), offset: NOT_IP },
  { name: 'Ethernet, cut after the header', value: 1, bytes: ethernet(ip).slice(0, 14), offset: NOT_IP },
  {
    name: 'Ethernet, cut in a tag',
    value: 1,
    bytes: ethernet(ip, 0x0800, [customer]).slice(0, 17),
    offset: NOT_IP,
  },
  { name: 'cooked, IPv4', value: 113, bytes: linuxSll(ip), offset: 16 },
  { name: 'cooked, VLAN tag', value: 113, bytes: linuxSll(tagged, 0x8100), offset: 20 },
  { name: 'cooked, ARP', value: 113, bytes: linuxSll(ip, ARP), offset: NOT_IP },
  { name: 'cooked, cut', value: 113, bytes: linuxSll(ip).slice(0, 15), offset: NOT_IP },
  { name: 'cooked v2, IPv4', value: 276, bytes: linuxSll2(ip, 3), offset: 20 },
  { name: 'cooked v2, IPv6', value: 276, bytes: linuxSll2(ip, 3, IPV6_ETHER_TYPE), offset: 20 },
  { name: 'cooked v2, VLAN tag', value: 276, bytes: linuxSll2(tagged, 3, 0x8100), offset: 24 },
  { name: 'cooked v2, ARP', value: 276, bytes: linuxSll2(ip, 3, ARP), offset: NOT_IP },
  { name: 'cooked v2, cut', value: 276, bytes: linuxSll2(ip, 3).slice(0, 20), offset: NOT_IP },
  { name: 'NULL, IPv4, little endian', value: 0, bytes: concat(hex('02000000'), ip), offset: 4 },
  { name: 'NULL, IPv4, big endian', value: 0, bytes: concat(hex('00000002'), ip), offset: 4 },
  { name: 'NULL, IPv6 of Linux', value: 0, bytes: concat(hex('0a000000'), ip), offset: 4 },
  { name: 'NULL, IPv6 of OpenBSD', value: 0, bytes: concat(hex('18000000'), ip), offset: 4 },
  { name: 'NULL, IPv6 of FreeBSD, big endian', value: 0, bytes: concat(hex('0000001c'), ip), offset: 4 },
  { name: 'NULL, IPv6 of macOS', value: 0, bytes: concat(hex('1e000000'), ip), offset: 4 },
  { name: 'NULL, another family', value: 0, bytes: concat(hex('07000000'), ip), offset: NOT_IP },
  { name: 'NULL, cut', value: 0, bytes: hex('020000'), offset: NOT_IP },
  { name: 'LOOP, IPv4', value: 108, bytes: concat(hex('00000002'), ip), offset: 4 },
  { name: 'LOOP, the wrong byte order', value: 108, bytes: concat(hex('02000000'), ip), offset: NOT_IP },
  { name: 'raw IP', value: 101, bytes: ip, offset: 0 },
  { name: 'raw IP of BSD', value: 12, bytes: ip, offset: 0 },
  { name: 'raw IP of OpenBSD', value: 14, bytes: ip, offset: 0 },
  { name: 'raw IPv4', value: 228, bytes: ip, offset: 0 },
  { name: 'raw IPv6', value: 229, bytes: ip, offset: 0 },
  { name: 'raw IP, nothing', value: 101, bytes: zeros(0), offset: NOT_IP },
];

test.each(packets)('$name', ({ value, bytes, offset }) => {
  expect(linkTypes.get(value)?.ipOffset(bytes)).toBe(offset);
});

test('every link type that is read has a row above', () => {
  expect([...new Set(packets.map((packet) => packet.value))].sort()).toEqual([...linkTypes.keys()].sort());
});

describe('the interface that saw a packet', () => {
  test('is in cooked v2, as 32 bits without a sign', () => {
    expect(linkTypes.get(276)?.interfaceIndex?.(linuxSll2(ip, 3))).toBe(3);
    expect(linkTypes.get(276)?.interfaceIndex?.(linuxSll2(ip, 0xffff_fffe))).toBe(0xffff_fffe);
  });

  test('is not known in cooked v1 and in a cut header', () => {
    expect(linkTypes.get(113)?.interfaceIndex?.(linuxSll(ip))).toBe(UNKNOWN_INTERFACE);
    expect(linkTypes.get(276)?.interfaceIndex?.(zeros(7))).toBe(UNKNOWN_INTERFACE);
  });
});

test('link types have names, also some that are not read', () => {
  expect([1, 113, 276, 239, 9999].map(linkTypeName)).toEqual([
    'ethernet',
    'linux_sll',
    'linux_sll2',
    'nflog',
    null,
  ]);
});
