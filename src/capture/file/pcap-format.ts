import type { Timestamp } from '../../layer/origin.ts';
import { type ByteOrder, readU16, readU32 } from './byte-order.ts';
import type { CaptureFileEvent } from './capture-file-event.ts';
import { PcapngWriter } from './pcapng/pcapng-writer.ts';
import { secondsToTicks } from './pcapng/timestamps.ts';
import { type Corruption, MAX_PACKET_BYTES, type RecordFormat } from './record-format.ts';

const FILE_HEADER_BYTES = 24;

/** What follows from the magic number, draft-ietf-opsawg-pcap section 4. */
interface Variant {
  readonly recordHeaderBytes: number;
  /** Of the fraction that follows the seconds. */
  readonly resolution: 'microseconds' | 'nanoseconds';
}

const variants = new Map<number, Variant>([
  [0xa1b2c3d4, { recordHeaderBytes: 16, resolution: 'microseconds' }],
  [0xa1b23c4d, { recordHeaderBytes: 16, resolution: 'nanoseconds' }],
  // Alexey Kuznetzov's patch of libpcap, in old Red Hat systems: 8 more bytes with the interface and protocol.
  [0xa1b2cd34, { recordHeaderBytes: 24, resolution: 'microseconds' }],
]);

/** The classic format: one header, then packets (draft-ietf-opsawg-pcap). */
export class PcapFormat implements RecordFormat {
  headLength = FILE_HEADER_BYTES;
  lastTime: Timestamp | null = null;
  readonly #order: ByteOrder;
  readonly #variant: Variant;
  #linkType = -1;
  #copy: PcapngWriter | null = null;

  private constructor(order: ByteOrder, variant: Variant) {
    this.#order = order;
    this.#variant = variant;
  }

  /** Looks at the first four bytes of a file; null where they are not pcap's. */
  static recognise(bytes: Uint8Array, offset: number): PcapFormat | null {
    for (const order of ['little', 'big'] as const) {
      const variant = variants.get(readU32(bytes, offset, order));
      if (variant !== undefined) return new PcapFormat(order, variant);
    }
    return null;
  }

  recordLength(bytes: Uint8Array, offset: number): number | Corruption {
    if (this.#linkType < 0) return FILE_HEADER_BYTES;
    const captured = readU32(bytes, offset + 8, this.#order);
    if (captured > MAX_PACKET_BYTES) return `a packet cannot have ${captured} captured bytes`;
    return this.#variant.recordHeaderBytes + captured;
  }

  readRecord(
    bytes: Uint8Array,
    offset: number,
    length: number,
    events: CaptureFileEvent[],
  ): Corruption | null {
    if (this.#linkType < 0) return this.#readFileHeader(bytes, offset, events);
    const order = this.#order;
    const fraction = readU32(bytes, offset + 4, order);
    const microseconds =
      this.#variant.resolution === 'microseconds' ? fraction : Math.round(fraction / 250) / 4;
    const at = readU32(bytes, offset, order) * 1_000_000 + microseconds;
    const captured = length - this.#variant.recordHeaderBytes;
    events.push({
      kind: 'packet',
      bytes: bytes.subarray(offset + this.#variant.recordHeaderBytes, offset + length),
      originalLength: Math.max(captured, readU32(bytes, offset + 12, order)),
      at,
      linkType: this.#linkType,
      interfaceId: 0,
    });
    this.lastTime = at;
    return null;
  }

  /** Times keep every digit that the file has. */
  toPcapng(bytes: Uint8Array, offset: number, length: number): Uint8Array {
    const order = this.#order;
    const { recordHeaderBytes, resolution } = this.#variant;
    const digits = resolution === 'nanoseconds' ? 9 : 6;
    if (this.#copy === null) {
      this.#copy = new PcapngWriter();
      const snapLength = readU32(bytes, offset + 16, order);
      const fields = { linkType: this.#linkType, snapLength, timeDigits: digits } as const;
      return Buffer.concat([this.#copy.sectionHeader({}), this.#copy.interfaceDescription(fields)]);
    }
    const captured = length - recordHeaderBytes;
    const ticks = secondsToTicks(readU32(bytes, offset, order), readU32(bytes, offset + 4, order), digits);
    return this.#copy.packet({
      interfaceId: 0,
      ticks,
      bytes: bytes.subarray(offset + recordHeaderBytes, offset + length),
      originalLength: Math.max(captured, readU32(bytes, offset + 12, order)),
    });
  }

  #readFileHeader(bytes: Uint8Array, offset: number, events: CaptureFileEvent[]): Corruption | null {
    const major = readU16(bytes, offset + 4, this.#order);
    if (major !== 2) return `pcap version ${major} is not known`;
    // The upper 16 bits tell whether frames end with a check sequence (section 4, "LinkType and additional
    // information"); IP's own length leaves it out.
    this.#linkType = readU32(bytes, offset + 20, this.#order) & 0xffff;
    this.headLength = this.#variant.recordHeaderBytes;
    events.push({
      kind: 'capture-interface',
      interfaceId: 0,
      linkType: this.#linkType,
      snapLength: readU32(bytes, offset + 16, this.#order),
      name: null,
      description: null,
      filter: null,
      os: null,
    });
    return null;
  }
}
