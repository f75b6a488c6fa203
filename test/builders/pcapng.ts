import { ascii, concat, type Order, u16, u32, u64, zeros } from './bytes.ts';

export type PcapngOption = readonly [code: number, value: Uint8Array];

export function textOption(code: number, text: string): PcapngOption {
  return [code, new Uint8Array(Buffer.from(text))];
}

/** Blocks of one section in one byte order, by the field tables of draft-ietf-opsawg-pcapng. */
export function pcapngBlocks(order: Order = 'little') {
  const options = (list: readonly PcapngOption[]): Uint8Array =>
    list.length === 0
      ? zeros(0)
      : concat(
          ...list.map(([code, value]) => concat(u16(code, order), u16(value.length, order), pad(value))),
          zeros(4),
        );
  const block = (type: number, ...body: readonly Uint8Array[]): Uint8Array => {
    const content = concat(...body);
    const length = u32(12 + content.length, order);
    return concat(u32(type, order), length, content, length);
  };
  const time = (ticks: bigint): Uint8Array =>
    concat(u32(Number(ticks >> 32n), order), u32(Number(ticks & 0xffffffffn), order));
  return {
    block,
    section: (list: readonly PcapngOption[] = [], major = 1) =>
      block(
        0x0a0d0d0a,
        u32(0x1a2b3c4d, order),
        u16(major, order),
        u16(0, order),
        u64(-1n, order),
        options(list),
      ),
    interface: (linkType: number, list: readonly PcapngOption[] = [], snapLength = 262_144) =>
      block(1, u16(linkType, order), u16(0, order), u32(snapLength, order), options(list)),
    enhancedPacket: (
      interfaceNumber: number,
      ticks: bigint,
      bytes: Uint8Array,
      list: readonly PcapngOption[] = [],
      originalLength = bytes.length,
    ) =>
      block(
        6,
        u32(interfaceNumber, order),
        time(ticks),
        u32(bytes.length, order),
        u32(originalLength, order),
        pad(bytes),
        options(list),
      ),
    simplePacket: (bytes: Uint8Array, originalLength = bytes.length) =>
      block(3, u32(originalLength, order), pad(bytes)),
    obsoletePacket: (interfaceNumber: number, ticks: bigint, bytes: Uint8Array) =>
      block(
        2,
        u16(interfaceNumber, order),
        u16(0xffff, order),
        time(ticks),
        u32(bytes.length, order),
        u32(bytes.length, order),
        pad(bytes),
      ),
    statistics: (
      interfaceNumber: number,
      ticks: bigint,
      counts: readonly (readonly [code: number, bigint])[],
    ) =>
      block(
        5,
        u32(interfaceNumber, order),
        time(ticks),
        options(counts.map(([code, count]) => [code, u64(count, order)])),
      ),
    /** `type` 1 for IPv4, 2 for IPv6. */
    names: (records: readonly { type: number; address: Uint8Array; names: readonly string[] }[]) =>
      block(
        4,
        ...records.map(({ type, address, names }) => {
          const value = concat(address, ...names.map((name) => ascii(`${name}\0`)));
          return concat(u16(type, order), u16(value.length, order), pad(value));
        }),
        zeros(4),
      ),
    secrets: (secretsType: number, bytes: Uint8Array) =>
      block(10, u32(secretsType, order), u32(bytes.length, order), pad(bytes)),
    u64Option: (code: number, value: bigint): PcapngOption => [code, u64(value, order)],
  };
}

function pad(bytes: Uint8Array): Uint8Array {
  return concat(bytes, zeros(-bytes.length & 3));
}
