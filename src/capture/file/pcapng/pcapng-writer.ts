import type { Timestamp } from '../../../layer/origin.ts';
import {
  BYTE_ORDER_MAGIC,
  DECRYPTION_SECRETS,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  INTERFACE_STATISTICS,
  option,
  padded,
  SECTION_HEADER,
} from './block-types.ts';
import { toTicks } from './timestamps.ts';

const utf8 = new TextEncoder();

/** An option's length field has 16 bits; longer texts are cut there. */
const MAX_OPTION_BYTES = 0xffff;

export interface SectionFields {
  readonly application?: string;
  readonly os?: string;
  readonly hardware?: string;
  readonly comment?: string;
}

export interface InterfaceFields {
  /** LINKTYPE_ value. */
  readonly linkType: number;
  /** Bytes; 0 means no limit. */
  readonly snapLength: number;
  readonly name?: string;
  readonly description?: string;
  /** Capture filter, in tcpdump's language. */
  readonly filter?: string;
  /** Digits after the second that times are written with: 6, or 9 to keep a quarter of a microsecond. */
  readonly timeDigits: 6 | 9;
}

/** The time, or what it is in ticks of the interface where no digit of it may be lost. */
export type PacketTime =
  | { readonly at: Timestamp }
  | { readonly ticks: readonly [high: number, low: number] };

export interface PacketContent {
  readonly interfaceId: number;
  readonly bytes: Uint8Array;
  readonly originalLength: number;
  readonly comment?: string;
  /** epb_flags, for example 1 for inbound and 2 for outbound (section 4.3.1). */
  readonly flags?: number;
}

export type PacketFields = PacketContent & PacketTime;

export interface StatisticsFields {
  readonly interfaceId: number;
  readonly at: Timestamp;
  readonly received?: number;
  readonly accepted?: number;
  readonly droppedByInterface?: number;
  readonly droppedByOs?: number;
}

type Option = readonly [code: number, value: Uint8Array];

/**
 * Events in, blocks of a pcapng file out, each to be written as it is (draft-ietf-opsawg-pcapng). A file is
 * one section header, its interfaces in order of their id, then packets. Little endian.
 */
export class PcapngWriter {
  /** By interface id: how its times are written. */
  readonly #timeDigits: (6 | 9)[] = [];

  sectionHeader(fields: SectionFields): Uint8Array {
    const { section } = option;
    const { block, view } = makeBlock(SECTION_HEADER, 16, [
      ...textOption(option.comment, fields.comment),
      ...textOption(section.hardware, fields.hardware),
      ...textOption(section.os, fields.os),
      ...textOption(section.application, fields.application),
    ]);
    view.setUint32(8, BYTE_ORDER_MAGIC, true);
    view.setUint16(12, 1, true);
    // The section's length is not known while it is written: -1 (section 4.1).
    view.setBigInt64(16, -1n, true);
    return block;
  }

  /** Interfaces get the ids 0, 1, 2, … in the order of these calls. */
  interfaceDescription(fields: InterfaceFields): Uint8Array {
    this.#timeDigits.push(fields.timeDigits);
    const filter = fields.filter === undefined ? undefined : `\0${fields.filter}`;
    const { block, view } = makeBlock(INTERFACE_DESCRIPTION, 8, [
      ...textOption(option.interface.name, fields.name),
      ...textOption(option.interface.description, fields.description),
      ...textOption(option.interface.filter, filter),
      [option.interface.timeResolution, Uint8Array.of(fields.timeDigits)],
    ]);
    view.setUint16(8, fields.linkType, true);
    view.setUint32(12, fields.snapLength, true);
    return block;
  }

  packet(fields: PacketFields): Uint8Array {
    const { bytes } = fields;
    const { block, view } = makeBlock(ENHANCED_PACKET, 20 + padded(bytes.length), [
      ...textOption(option.comment, fields.comment),
      ...(fields.flags === undefined ? [] : [[option.packet.flags, u32Bytes(fields.flags)] as const]),
    ]);
    view.setUint32(8, fields.interfaceId, true);
    const ticks = 'ticks' in fields ? fields.ticks : this.#ticks(fields.interfaceId, fields.at);
    setTicks(view, 12, ticks);
    view.setUint32(20, bytes.length, true);
    view.setUint32(24, fields.originalLength, true);
    block.set(bytes, 28);
    return block;
  }

  interfaceStatistics(fields: StatisticsFields): Uint8Array {
    const { statistics } = option;
    const { block, view } = makeBlock(INTERFACE_STATISTICS, 12, [
      ...countOption(statistics.received, fields.received),
      ...countOption(statistics.droppedByInterface, fields.droppedByInterface),
      ...countOption(statistics.accepted, fields.accepted),
      ...countOption(statistics.droppedByOs, fields.droppedByOs),
    ]);
    view.setUint32(8, fields.interfaceId, true);
    setTicks(view, 12, this.#ticks(fields.interfaceId, fields.at));
    return block;
  }

  /** Must come before the packets that they decrypt (section 4.7). */
  decryptionSecrets(secretsType: number, bytes: Uint8Array): Uint8Array {
    const { block, view } = makeBlock(DECRYPTION_SECRETS, 8 + padded(bytes.length), []);
    view.setUint32(8, secretsType, true);
    view.setUint32(12, bytes.length, true);
    block.set(bytes, 16);
    return block;
  }

  #ticks(interfaceId: number, at: Timestamp): readonly [high: number, low: number] {
    return toTicks(at, this.#timeDigits[interfaceId] ?? 6);
  }
}

function setTicks(view: DataView, offset: number, [high, low]: readonly [number, number]): void {
  view.setUint32(offset, high, true);
  view.setUint32(offset + 4, low, true);
}

/** A block with type, both lengths and options filled in; its `bodyLength` bytes from offset 8 are zero. */
function makeBlock(
  type: number,
  bodyLength: number,
  options: readonly Option[],
): { readonly block: Uint8Array; readonly view: DataView } {
  const optionsLength = options.reduce((sum, [, value]) => sum + 4 + padded(value.length), 0);
  const length = 12 + bodyLength + (optionsLength === 0 ? 0 : optionsLength + 4);
  const block = new Uint8Array(length);
  const view = new DataView(block.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  view.setUint32(length - 4, length, true);
  let offset = 8 + bodyLength;
  for (const [code, value] of options) {
    view.setUint16(offset, code, true);
    view.setUint16(offset + 2, value.length, true);
    block.set(value, offset + 4);
    offset += 4 + padded(value.length);
  }
  return { block, view };
}

function textOption(code: number, text: string | undefined): readonly Option[] {
  return text === undefined ? [] : [[code, utf8.encode(text).subarray(0, MAX_OPTION_BYTES)]];
}

function countOption(code: number, count: number | undefined): readonly Option[] {
  if (count === undefined) return [];
  const value = new Uint8Array(8);
  new DataView(value.buffer).setBigUint64(0, BigInt(count), true);
  return [[code, value]];
}

function u32Bytes(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}
