import type { Timestamp } from '../../../layer/origin.ts';
import type { CaptureIssueCode } from '../../issue-codes.ts';
import { type ByteOrder, readU16, readU32 } from '../byte-order.ts';
import type { CaptureFileEvent } from '../capture-file-event.ts';
import { type Corruption, MAX_RECORD_BYTES, MAX_TIMESTAMP, type RecordFormat } from '../record-format.ts';
import {
  BYTE_ORDER_MAGIC,
  DECRYPTION_SECRETS,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  INTERFACE_STATISTICS,
  NAME_RESOLUTION,
  OBSOLETE_PACKET,
  option,
  padded,
  SECTION_HEADER,
  SIMPLE_PACKET,
} from './block-types.ts';
import { readInterfaceDescription } from './interface-description.ts';
import { readInterfaceStatistics } from './interface-statistics.ts';
import { readNameResolution } from './name-resolution.ts';
import { eachOption, optionText } from './options.ts';
import type { TimestampReader } from './timestamps.ts';

/**
 * Interfaces described in one section. A real capture has a handful; a crafted one could describe millions
 * to fill memory. Packets of interfaces beyond this are left out, with an issue.
 */
const MAX_INTERFACES = 4096;

/** Shortest possible block by type: its fixed fields with the 12 bytes that all blocks have. */
const minimumBytes = new Map([
  [SECTION_HEADER, 28],
  [INTERFACE_DESCRIPTION, 20],
  [OBSOLETE_PACKET, 32],
  [SIMPLE_PACKET, 16],
  [INTERFACE_STATISTICS, 24],
  [ENHANCED_PACKET, 32],
  [DECRYPTION_SECRETS, 20],
]);

interface Interface {
  readonly interfaceId: number;
  readonly linkType: number;
  readonly snapLength: number;
  readonly timestamp: TimestampReader;
}

/** The block format: sections, each with its byte order and interfaces (draft-ietf-opsawg-pcapng). */
export class PcapngFormat implements RecordFormat {
  /** Type, length, and what follows: of a section header the byte order, which its length depends on. */
  readonly headLength = 12;
  lastTime: Timestamp | null = null;
  #order: ByteOrder = 'little';
  /** Interfaces of this section, by their number in it. */
  #interfaces: Interface[] = [];
  /** Interfaces in all sections so far, so that ids are unique in the file. */
  #interfaceCount = 0;
  /** Issues that were already given in this section: once says it, a million times fill memory. */
  readonly #told = new Set<CaptureIssueCode>();
  /** The record that was read last is a packet that was left out. */
  #leftOut = false;

  /** Looks at the first four bytes of a file; null where they are not pcapng's. */
  static recognise(bytes: Uint8Array, offset: number): PcapngFormat | null {
    return readU32(bytes, offset, 'big') === SECTION_HEADER ? new PcapngFormat() : null;
  }

  recordLength(bytes: Uint8Array, offset: number): number | Corruption {
    // The section header's type reads the same in both orders, so that it is found before the order is.
    const type = readU32(bytes, offset, this.#order);
    if (type === SECTION_HEADER) {
      if (readU32(bytes, offset + 8, 'little') === BYTE_ORDER_MAGIC) this.#order = 'little';
      else if (readU32(bytes, offset + 8, 'big') === BYTE_ORDER_MAGIC) this.#order = 'big';
      else return 'a section header does not tell its byte order';
    }
    const length = readU32(bytes, offset + 4, this.#order);
    if (length % 4 !== 0) return `a block's length of ${length} bytes is not a multiple of 4`;
    if (length > MAX_RECORD_BYTES) return `a block cannot have ${length} bytes`;
    if (length < (minimumBytes.get(type) ?? 12))
      return `${length} bytes are too few for a block of type ${type}`;
    return length;
  }

  readRecord(
    bytes: Uint8Array,
    offset: number,
    length: number,
    events: CaptureFileEvent[],
  ): Corruption | null {
    const order = this.#order;
    this.#leftOut = false;
    const start = offset + 8;
    const end = offset + length - 4;
    const lengthAgain = readU32(bytes, end, order);
    if (lengthAgain !== length)
      return `a block begins with a length of ${length} and ends with ${lengthAgain}`;
    const type = readU32(bytes, offset, order);
    switch (type) {
      case ENHANCED_PACKET:
      case OBSOLETE_PACKET:
        return this.#readPacket(bytes, start, end, type, events);
      case SIMPLE_PACKET:
        return this.#readSimplePacket(bytes, start, end, events);
      case SECTION_HEADER:
        return this.#readSectionHeader(bytes, start, end, events);
      case INTERFACE_DESCRIPTION:
        this.#readInterface(bytes, start, end, events);
        return null;
      case INTERFACE_STATISTICS:
        this.#readStatistics(bytes, start, end, events);
        return null;
      case NAME_RESOLUTION: {
        const names = readNameResolution(bytes, start, end, order);
        if (names.names.length > 0) events.push(names);
        return null;
      }
      case DECRYPTION_SECRETS: {
        const secretsLength = readU32(bytes, start + 4, order);
        if (secretsLength > end - start - 8)
          return `${secretsLength} bytes of secrets do not fit into their block`;
        events.push({
          kind: 'capture-secrets',
          secretsType: readU32(bytes, start, order),
          bytes: bytes.subarray(start + 8, start + 8 + secretsLength),
        });
        return null;
      }
      default:
        // Custom blocks and types of the future: their length is all there is to know.
        return null;
    }
  }

  /** As it is; but how long its section is nobody knows any more (-1, section 4.1). */
  toPcapng(bytes: Uint8Array, offset: number, length: number): Uint8Array | null {
    const block = bytes.subarray(offset, offset + length);
    const type = readU32(bytes, offset, this.#order);
    if (type === SECTION_HEADER) return new Uint8Array(block).fill(0xff, 16, 24);
    const isKnown = minimumBytes.has(type) || type === NAME_RESOLUTION;
    return isKnown && !this.#leftOut ? block : null;
  }

  /** Sections 4.3 and A: the obsolete block differs in its first word only (16 bits each of interface, drops). */
  #readPacket(
    bytes: Uint8Array,
    start: number,
    end: number,
    type: number,
    events: CaptureFileEvent[],
  ): Corruption | null {
    const order = this.#order;
    const captured = readU32(bytes, start + 12, order);
    const dataEnd = start + 20 + captured;
    if (dataEnd > end) return `a packet of ${captured} captured bytes does not fit into its block`;
    const number = type === ENHANCED_PACKET ? readU32(bytes, start, order) : readU16(bytes, start, order);
    const source = this.#interfaces[number];
    if (source === undefined) {
      this.#leftOut = true;
      this.#tell(
        'capture/unknown-interface',
        `a packet names interface ${number}, which is not described`,
        events,
      );
      return null;
    }
    const at = this.#time(source, readU32(bytes, start + 4, order), readU32(bytes, start + 8, order), events);
    this.lastTime = at;
    const options = start + 20 + padded(captured);
    if (options < end) this.#readComments(bytes, options, end, 'packet', at, events);
    events.push({
      kind: 'packet',
      bytes: bytes.subarray(start + 20, dataEnd),
      originalLength: Math.max(captured, readU32(bytes, start + 16, order)),
      at,
      linkType: source.linkType,
      interfaceId: source.interfaceId,
    });
    return null;
  }

  /** Section 4.4: no time, no interface (it is the section's first), no captured length. */
  #readSimplePacket(
    bytes: Uint8Array,
    start: number,
    end: number,
    events: CaptureFileEvent[],
  ): Corruption | null {
    const source = this.#interfaces[0];
    if (source === undefined) {
      this.#leftOut = true;
      this.#tell('capture/unknown-interface', 'a packet comes before any interface is described', events);
      return null;
    }
    const originalLength = readU32(bytes, start, this.#order);
    const limit = source.snapLength === 0 ? originalLength : Math.min(originalLength, source.snapLength);
    const captured = Math.min(limit, end - start - 4);
    this.#tell('capture/no-time', 'packets of this section have no time of their own', events);
    this.lastTime ??= 0;
    events.push({
      kind: 'packet',
      bytes: bytes.subarray(start + 4, start + 4 + captured),
      originalLength,
      at: this.lastTime,
      linkType: source.linkType,
      interfaceId: source.interfaceId,
    });
    return null;
  }

  /** Section 4.1. The section's length is not needed: blocks follow each other either way. */
  #readSectionHeader(
    bytes: Uint8Array,
    start: number,
    end: number,
    events: CaptureFileEvent[],
  ): Corruption | null {
    const major = readU16(bytes, start + 4, this.#order);
    if (major !== 1) return `pcapng version ${major} is not known`;
    this.#interfaces = [];
    this.#told.clear();
    let hardware: string | null = null;
    let os: string | null = null;
    let application: string | null = null;
    eachOption(bytes, start + 16, end, this.#order, (code, value) => {
      if (code === option.section.hardware) hardware = optionText(value);
      else if (code === option.section.os) os = optionText(value);
      else if (code === option.section.application) application = optionText(value);
    });
    events.push({ kind: 'capture-section', hardware, os, application });
    this.#readComments(bytes, start + 16, end, 'section', null, events);
    return null;
  }

  #readInterface(bytes: Uint8Array, start: number, end: number, events: CaptureFileEvent[]): void {
    const interfaceId = this.#interfaceCount;
    this.#interfaceCount += 1;
    if (this.#interfaces.length === MAX_INTERFACES) return;
    const description = readInterfaceDescription(bytes, start, end, this.#order, interfaceId);
    const { linkType, snapLength } = description.event;
    this.#interfaces.push({ interfaceId, linkType, snapLength, timestamp: description.timestamp });
    events.push(description.event, ...description.comments);
    if (!description.optionsFit) this.#badOption(events);
  }

  #readStatistics(bytes: Uint8Array, start: number, end: number, events: CaptureFileEvent[]): void {
    const source = this.#interfaces[readU32(bytes, start, this.#order)];
    if (source === undefined) return;
    const high = readU32(bytes, start + 4, this.#order);
    const told = this.#time(source, high, readU32(bytes, start + 8, this.#order), events);
    // dumpcap 4.0 writes this time in microseconds whatever the interface's resolution is, which then reads as
    // a time in 1970; statistics cannot be older than the packets that they count.
    const at = Math.max(told, this.lastTime ?? 0);
    events.push(readInterfaceStatistics(bytes, start + 12, end, this.#order, source.interfaceId, at));
  }

  #readComments(
    bytes: Uint8Array,
    start: number,
    end: number,
    about: 'section' | 'packet',
    at: Timestamp | null,
    events: CaptureFileEvent[],
  ): void {
    const fit = eachOption(bytes, start, end, this.#order, (code, value) => {
      if (code === option.comment)
        events.push({ kind: 'capture-comment', about, text: optionText(value), at });
    });
    if (!fit) this.#badOption(events);
  }

  #time(source: Interface, high: number, low: number, events: CaptureFileEvent[]): Timestamp {
    const at = source.timestamp(high, low);
    if (at >= 0 && at < MAX_TIMESTAMP) return at;
    this.#tell('capture/time-out-of-range', 'a packet has a time outside the years 1970 to 9999', events);
    return this.lastTime ?? 0;
  }

  #badOption(events: CaptureFileEvent[]): void {
    this.#tell('capture/bad-option', 'the options of a block do not fit into it', events);
  }

  #tell(code: CaptureIssueCode, message: string, events: CaptureFileEvent[]): void {
    if (this.#told.has(code)) return;
    this.#told.add(code);
    events.push({ kind: 'issue', code, message, at: this.lastTime });
  }
}
