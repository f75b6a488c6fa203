import { NOT_IP } from './link-type.ts';

const IPV4 = 0x0800;
const IPV6 = 0x86dd;
/** IEEE 802.1Q: a customer tag; a service tag (802.1ad, "QinQ"); and QinQ as it was before the standard. */
const VLAN = 0x8100;
const SERVICE_VLAN = 0x88a8;
const OLD_SERVICE_VLAN = 0x9100;

/**
 * Offset of the IP header behind any stacked VLAN tags, or `NOT_IP`. The EtherType is at `typeOffset`, and
 * what it names begins at `bodyOffset`.
 */
export function ipOffsetByEtherType(bytes: Uint8Array, typeOffset: number, bodyOffset: number): number {
  let etherTypeAt = typeOffset;
  for (let body = bodyOffset; body < bytes.length; body += 4) {
    const etherType = (bytes[etherTypeAt]! << 8) | bytes[etherTypeAt + 1]!;
    if (etherType === IPV4 || etherType === IPV6) return body;
    if (etherType !== VLAN && etherType !== SERVICE_VLAN && etherType !== OLD_SERVICE_VLAN) return NOT_IP;
    // A tag is two bytes of its own, then the EtherType of what follows.
    etherTypeAt = body + 2;
  }
  return NOT_IP;
}
