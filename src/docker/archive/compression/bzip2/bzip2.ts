import { ByteQueue } from '../byte-queue.ts';
import { BrokenDataError, type Decompressor, type Output } from '../decompressor.ts';
import { BitReader } from './bit-reader.ts';
import { readBlock, unsortBlock } from './block.ts';

/** Bytes that a block can take: 20 bits for each symbol, and its tables. */
const maxBlockBytes = (level: number): number => level * 250_000 + 25_000;
const OUTPUT_BYTES = 64 * 1024;

/** CRC-32 of the polynomial 0x04c11db7 from the highest bit on, as bzip2 uses it. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

/**
 * bzip2, of any number of streams. No library: those on npm want the whole input at once or wait for it. A
 * block is read when certainly all of it is there, so nothing is read twice.
 */
export class Bzip2Decompressor implements Decompressor {
  readonly #queue = new ByteQueue();
  readonly #output: Output;
  readonly #piece = new Uint8Array(OUTPUT_BYTES);
  #filled = 0;
  /** Level 1 to 9 of the stream that is being read; 0 before its header and behind its end. */
  #level = 0;
  #rows = new Uint32Array(0);
  #streams = 0;
  /** Bits of the first byte in the queue that are read already. */
  #bit = 0;
  #combinedCrc = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  push(bytes: Uint8Array): void {
    this.#queue.append(bytes);
    while (this.#queue.length >= maxBlockBytes(this.#level || 9)) {
      if (!this.#readNext()) return;
    }
  }

  end(): void {
    while (this.#queue.length > 0 && this.#readNext());
    if (this.#level > 0 || this.#streams === 0)
      throw new BrokenDataError('unexpected end of bzip2 data', true);
  }

  /** Reads a stream header, a block or a stream's end. False where what follows the last stream is no stream. */
  #readNext(): boolean {
    if (this.#level === 0) return this.#readStreamHeader();
    const bytes = this.#queue.view(Math.min(this.#queue.length, maxBlockBytes(this.#level)));
    const bits = new BitReader(bytes, this.#bit);
    const magic = bits.read(24) * 0x1000000 + bits.read(24);
    const crc = bits.read(16) * 0x10000 + bits.read(16);
    if (magic === 0x314159265359) {
      this.#readBlock(bits, crc);
      this.#bit = bits.bitPosition & 7;
      this.#queue.skip(bits.bitPosition >>> 3);
    } else if (magic === 0x177245385090) {
      if (crc !== this.#combinedCrc) throw new BrokenDataError('bzip2 checksum does not match');
      this.#queue.skip(Math.ceil(bits.bitPosition / 8));
      this.#bit = 0;
      this.#level = 0;
    } else {
      throw new BrokenDataError('bzip2 block has no magic');
    }
    return true;
  }

  #readStreamHeader(): boolean {
    const header = Buffer.from(this.#queue.view(Math.min(4, this.#queue.length))).toString('latin1');
    if (!/^BZh[1-9]$/.test(header)) {
      if (this.#streams === 0) throw new BrokenDataError('no bzip2 header');
      // As bzip2(1) does, what follows the last stream is ignored.
      this.#queue.skip(this.#queue.length);
      return false;
    }
    this.#queue.skip(4);
    this.#level = Number(header[3]);
    if (this.#rows.length < this.#level * 100_000) this.#rows = new Uint32Array(this.#level * 100_000);
    this.#streams += 1;
    this.#combinedCrc = 0;
    return true;
  }

  #readBlock(bits: BitReader, expectedCrc: number): void {
    const rows = this.#rows.subarray(0, this.#level * 100_000);
    const { length, origin } = readBlock(bits, rows);
    unsortBlock(rows, length);
    const crc = this.#writeBlock(rows, length, origin);
    if (crc !== expectedCrc) throw new BrokenDataError('bzip2 checksum of a block does not match');
    this.#combinedCrc = (((this.#combinedCrc << 1) | (this.#combinedCrc >>> 31)) ^ crc) >>> 0;
  }

  /** Undoes the first run-length code (four alike and a count) and hands the text out; returns its CRC. */
  #writeBlock(rows: Uint32Array, length: number, origin: number): number {
    let crc = 0xffffffff;
    let row = rows[origin]! >>> 8;
    let previous = -1;
    let alike = 0;
    for (let index = 0; index < length; index += 1) {
      const entry = rows[row]!;
      const byte = entry & 0xff;
      row = entry >>> 8;
      let count = 1;
      let value = byte;
      if (alike === 4) {
        count = byte;
        value = previous;
        alike = 0;
        previous = -1;
      } else if (byte === previous) {
        alike += 1;
      } else {
        previous = byte;
        alike = 1;
      }
      for (; count > 0; count -= 1) {
        crc = (crc << 8) ^ crcTable[(crc >>> 24) ^ value]!;
        this.#piece[this.#filled] = value;
        this.#filled += 1;
        if (this.#filled === OUTPUT_BYTES) this.#flush();
      }
    }
    this.#flush();
    return ~crc >>> 0;
  }

  #flush(): void {
    if (this.#filled > 0) this.#output(this.#piece.subarray(0, this.#filled));
    this.#filled = 0;
  }
}
