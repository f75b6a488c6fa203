import { BrokenDataError } from '../decompressor.ts';
import { BackwardBits, PADDING } from './backward-bits.ts';
import { type FseTable, readFseTable, repeatedSymbol } from './fse.ts';
import { type HuffmanTable, readHuffmanStream, readHuffmanTable } from './huffman.ts';
import { literalLengthCodes, matchLengthCodes, offsetCodes, type SequenceCodes } from './sequence-codes.ts';
import type { SlidingWindow } from './sliding-window.ts';

/** Bytes of a block, packed or not (RFC 8878 section 3.1.1.2.4). */
export const MAX_BLOCK_BYTES = 128 * 1024;
/** Windows are 128 MiB at most here, so no good offset has a longer code. */
const MAX_OFFSET_CODE = 27;

/** Unpacks the compressed blocks of one frame; tables and offsets are handed on from block to block. */
export class BlockDecoder {
  readonly #bytes = new Uint8Array(MAX_BLOCK_BYTES + 2 * PADDING);
  readonly #literals = new Uint8Array(MAX_BLOCK_BYTES);
  #huffman: HuffmanTable | null = null;
  #literalLengths: FseTable | null = null;
  #matchLengths: FseTable | null = null;
  #offsetTable: FseTable | null = null;
  /** The last three offsets, which need no bits to be used again. */
  #first = 1;
  #second = 4;
  #third = 8;

  /** A new frame begins. */
  reset(): void {
    this.#huffman = null;
    this.#literalLengths = null;
    this.#matchLengths = null;
    this.#offsetTable = null;
    this.#first = 1;
    this.#second = 4;
    this.#third = 8;
  }

  /** Writes the block's content into the window, `MAX_BLOCK_BYTES` at most. */
  decode(block: Uint8Array, window: SlidingWindow): void {
    this.#bytes.set(block, PADDING);
    const end = PADDING + block.length;
    // What an earlier block left behind must not be read as this one's.
    this.#bytes.fill(0, end, end + PADDING);
    const { literals, position } = this.#readLiterals(PADDING, end);
    this.#readSequences(position, end, literals, window);
  }

  /** Section 3.1.1.3.1. */
  #readLiterals(start: number, end: number): { readonly literals: Uint8Array; readonly position: number } {
    const bytes = this.#bytes;
    const kind = bytes[start]! & 3;
    const format = (bytes[start]! >>> 2) & 3;
    if (kind < 2) {
      const headerBytes = format === 1 ? 2 : format === 3 ? 3 : 1;
      const size = headerBytes === 1 ? bytes[start]! >>> 3 : littleEndian(bytes, start, headerBytes) >>> 4;
      const from = start + headerBytes;
      const position = from + (kind === 0 ? size : 1);
      if (size > MAX_BLOCK_BYTES || position > end) throw new BrokenDataError('zstd literals are cut');
      const literals = this.#literals.subarray(0, size);
      if (kind === 0) literals.set(bytes.subarray(from, position));
      else literals.fill(bytes[from]!);
      return { literals, position };
    }
    const sizeBits = format < 2 ? 10 : format === 2 ? 14 : 18;
    const headerBytes = (4 + 2 * sizeBits) / 8;
    const header = littleEndian(bytes, start, headerBytes);
    const size = Math.floor(header / 16) % 2 ** sizeBits;
    const packed = Math.floor(header / 2 ** (4 + sizeBits)) % 2 ** sizeBits;
    let from = start + headerBytes;
    const position = from + packed;
    if (size > MAX_BLOCK_BYTES || position > end) throw new BrokenDataError('zstd literals are cut');
    if (kind === 2) {
      const { table, end: tableEnd } = readHuffmanTable(bytes, from, position);
      this.#huffman = table;
      from = tableEnd;
    }
    if (this.#huffman === null) throw new BrokenDataError('zstd literals have no table');
    const literals = this.#literals.subarray(0, size);
    if (format === 0) readHuffmanStream(bytes, from, position, this.#huffman, literals);
    else this.#readFourStreams(from, position, this.#huffman, literals);
    return { literals, position };
  }

  /** Four streams of a quarter each; the sizes of three stand in front. */
  #readFourStreams(start: number, end: number, table: HuffmanTable, literals: Uint8Array): void {
    const quarter = (literals.length + 3) >> 2;
    let from = start + 6;
    for (let stream = 0; stream < 4; stream += 1) {
      const to = stream === 3 ? end : from + littleEndian(this.#bytes, start + 2 * stream, 2);
      if (to > end) throw new BrokenDataError('zstd literals are cut');
      const output = literals.subarray(
        stream * quarter,
        stream === 3 ? literals.length : (stream + 1) * quarter,
      );
      readHuffmanStream(this.#bytes, from, to, table, output);
      from = to;
    }
  }

  /** Section 3.1.1.3.2: so many literals, then a match, in turn; literals that are left go last. */
  #readSequences(start: number, end: number, literals: Uint8Array, window: SlidingWindow): void {
    const bytes = this.#bytes;
    let position = start + 1;
    let count = start < end ? bytes[start]! : 0;
    if (count === 255) {
      count = littleEndian(bytes, position, 2) + 0x7f00;
      position += 2;
    } else if (count > 127) {
      count = ((count - 128) << 8) + bytes[position]!;
      position += 1;
    }
    if (start >= end || position > end) throw new BrokenDataError('zstd sequences are cut');
    if (count === 0) {
      window.write(literals);
      return;
    }
    const modes = bytes[position]!;
    position += 1;
    const table = (codes: SequenceCodes, mode: number, previous: FseTable | null): FseTable => {
      if (mode === 0) return codes.predefined;
      if (mode === 3) {
        if (previous === null) throw new BrokenDataError('zstd sequences have no table');
        return previous;
      }
      if (mode === 1) {
        const symbol = bytes[position]!;
        position += 1;
        if (symbol > codes.maxSymbol) throw new BrokenDataError('zstd sequence code is invalid');
        return repeatedSymbol(symbol);
      }
      const read = readFseTable(bytes, position, end, codes.maxAccuracy, codes.maxSymbol);
      position = read.end;
      return read.table;
    };
    this.#literalLengths = table(literalLengthCodes, modes >>> 6, this.#literalLengths);
    this.#offsetTable = table(offsetCodes, (modes >>> 4) & 3, this.#offsetTable);
    this.#matchLengths = table(matchLengthCodes, (modes >>> 2) & 3, this.#matchLengths);
    this.#runSequences(new BackwardBits(bytes, position, end), count, literals, window);
  }

  #runSequences(bits: BackwardBits, count: number, literals: Uint8Array, window: SlidingWindow): void {
    const literalTable = this.#literalLengths!;
    const matchTable = this.#matchLengths!;
    const offsetTable = this.#offsetTable!;
    let literalState = bits.read(literalTable.accuracy);
    let offsetState = bits.read(offsetTable.accuracy);
    let matchState = bits.read(matchTable.accuracy);
    let used = 0;
    let produced = 0;
    for (let left = count; left > 0; left -= 1) {
      const literalCode = literalTable.symbols[literalState]!;
      const matchCode = matchTable.symbols[matchState]!;
      const offsetCode = offsetTable.symbols[offsetState]!;
      if (offsetCode > MAX_OFFSET_CODE) throw new BrokenDataError('zstd offset is too far');
      // More bits than one look gives are read in two.
      const offsetHigh = offsetCode > 16 ? bits.read(offsetCode - 16) * 0x10000 : 0;
      const offsetValue = 2 ** offsetCode + offsetHigh + bits.read(Math.min(offsetCode, 16));
      const matchLength =
        matchLengthCodes.baselines[matchCode]! + bits.read(matchLengthCodes.bitCounts[matchCode]!);
      const literalLength =
        literalLengthCodes.baselines[literalCode]! + bits.read(literalLengthCodes.bitCounts[literalCode]!);
      if (left > 1) {
        literalState =
          literalTable.baselines[literalState]! + bits.read(literalTable.bitCounts[literalState]!);
        matchState = matchTable.baselines[matchState]! + bits.read(matchTable.bitCounts[matchState]!);
        offsetState = offsetTable.baselines[offsetState]! + bits.read(offsetTable.bitCounts[offsetState]!);
      }
      produced += literalLength + matchLength;
      if (bits.left < 0 || used + literalLength > literals.length || produced > MAX_BLOCK_BYTES) {
        throw new BrokenDataError('zstd sequences are invalid');
      }
      window.writePart(literals, used, literalLength);
      used += literalLength;
      window.repeat(this.#offset(offsetValue, literalLength), matchLength);
    }
    if (bits.left !== 0) throw new BrokenDataError('zstd sequences are too long');
    if (produced + literals.length - used > MAX_BLOCK_BYTES)
      throw new BrokenDataError('zstd block is too long');
    window.write(literals.subarray(used));
  }

  /** Section 3.1.1.5: values up to 3 stand for one of the last three offsets. */
  #offset(value: number, literalLength: number): number {
    let offset = value - 3;
    if (value <= 3) {
      const index = value - (literalLength > 0 ? 1 : 0);
      if (index === 0) return this.#first;
      offset = index === 1 ? this.#second : index === 2 ? this.#third : this.#first - 1;
      if (index === 1) {
        this.#second = this.#first;
        this.#first = offset;
        return offset;
      }
    }
    this.#third = this.#second;
    this.#second = this.#first;
    this.#first = offset;
    return offset;
  }
}

function littleEndian(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + bytes[start + index]!;
  return value;
}
