import { type LinkType, NOT_IP } from './link-type.ts';

/**
 * No link header at all. 101 is LINKTYPE_RAW; 12 and 14 are what BSD systems and old libpcap wrote for it
 * (DLT_RAW); 228 and 229 are for one IP version each, which the IP header tells again.
 */
export const rawIpLinkTypes: readonly LinkType[] = [
  rawIp(101, 'raw'),
  rawIp(12, 'raw'),
  rawIp(14, 'raw'),
  rawIp(228, 'ipv4'),
  rawIp(229, 'ipv6'),
];

function rawIp(value: number, name: string): LinkType {
  return { value, name, ipOffset: (bytes) => (bytes.length > 0 ? 0 : NOT_IP), interfaceIndex: null };
}
