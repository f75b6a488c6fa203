import type { IpPacket } from '../../src/layer/ip-packet.ts';

/** What `link` hands on for a packet without link header. */
export function ipPacket(bytes: Uint8Array, fields: Partial<IpPacket> = {}): IpPacket {
  return { kind: 'ip-packet', bytes, start: 0, cut: 0, at: 1_000_000, seenOn: null, ...fields };
}
