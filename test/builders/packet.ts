import { ascii, concat, u16, u32, zeros } from './bytes.ts';

/** One VLAN tag: its EtherType and id. */
export interface VlanTag {
  readonly etherType: number;
  readonly id: number;
}

export const IPV4_ETHER_TYPE = 0x0800;
export const IPV6_ETHER_TYPE = 0x86dd;

export function ethernet(
  payload: Uint8Array,
  etherType = IPV4_ETHER_TYPE,
  tags: readonly VlanTag[] = [],
): Uint8Array {
  const addresses = concat(ascii('\x02aaaaa'), ascii('\x02bbbbb'));
  return concat(
    addresses,
    ...tags.flatMap((tag) => [u16(tag.etherType), u16(tag.id)]),
    u16(etherType),
    payload,
  );
}

export function linuxSll(payload: Uint8Array, protocol = IPV4_ETHER_TYPE, packetType = 0): Uint8Array {
  return concat(u16(packetType), u16(1), u16(6), zeros(8), u16(protocol), payload);
}

export function linuxSll2(
  payload: Uint8Array,
  interfaceIndex: number,
  protocol = IPV4_ETHER_TYPE,
): Uint8Array {
  return concat(u16(protocol), u16(0), u32(interfaceIndex), u16(1), Uint8Array.of(0, 6), zeros(8), payload);
}

export interface Ipv4Fields {
  readonly source?: string;
  readonly destination?: string;
  readonly protocol?: number;
  readonly id?: number;
  readonly ttl?: number;
  readonly checksum?: number;
  /** Bytes; a multiple of 4. */
  readonly options?: Uint8Array;
  readonly fragment?: { readonly offset: number; readonly more: boolean };
  /** In place of the true one. */
  readonly totalLength?: number;
}

export function ipv4(payload: Uint8Array, fields: Ipv4Fields = {}): Uint8Array {
  const options = fields.options ?? zeros(0);
  const headerLength = 20 + options.length;
  const { offset, more } = fields.fragment ?? { offset: 0, more: false };
  return concat(
    Uint8Array.of(0x40 | (headerLength / 4), 0),
    u16(fields.totalLength ?? headerLength + payload.length),
    u16(fields.id ?? 1),
    u16((more ? 0x2000 : 0) | (offset / 8)),
    Uint8Array.of(fields.ttl ?? 64, fields.protocol ?? 6),
    u16(fields.checksum ?? 0),
    ipv4Address(fields.source ?? '10.0.0.1'),
    ipv4Address(fields.destination ?? '10.0.0.2'),
    options,
    payload,
  );
}

export interface Ipv6Fields {
  /** 16 bytes. */
  readonly source?: Uint8Array;
  readonly destination?: Uint8Array;
  readonly nextHeader?: number;
  readonly hopLimit?: number;
  /** In place of the true one. */
  readonly payloadLength?: number;
}

export function ipv6(payload: Uint8Array, fields: Ipv6Fields = {}): Uint8Array {
  return concat(
    u32(0x60000000),
    u16(fields.payloadLength ?? payload.length),
    Uint8Array.of(fields.nextHeader ?? 6, fields.hopLimit ?? 64),
    fields.source ?? concat(u16(0xfd00), zeros(13), Uint8Array.of(1)),
    fields.destination ?? concat(u16(0xfd00), zeros(13), Uint8Array.of(2)),
    payload,
  );
}

/** A fragment header of RFC 8200, section 4.5, with the piece of the datagram that it carries. */
export function ipv6Fragment(
  piece: Uint8Array,
  fields: {
    readonly id: number;
    readonly offset: number;
    readonly more: boolean;
    readonly nextHeader?: number;
  },
): Uint8Array {
  const place = fields.offset | (fields.more ? 1 : 0);
  return concat(Uint8Array.of(fields.nextHeader ?? 6, 0), u16(place), u32(fields.id), piece);
}

export interface TcpFields {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly sequence?: number;
  readonly acknowledgement?: number;
  readonly flags?: number;
}

export function tcp(payload: Uint8Array, fields: TcpFields = {}): Uint8Array {
  return concat(
    u16(fields.sourcePort ?? 40_000),
    u16(fields.destinationPort ?? 2375),
    u32(fields.sequence ?? 1),
    u32(fields.acknowledgement ?? 1),
    Uint8Array.of(0x50, fields.flags ?? 0x18),
    u16(0xffff),
    u32(0),
    payload,
  );
}

function ipv4Address(text: string): Uint8Array {
  return Uint8Array.from(text.split('.'), Number);
}
