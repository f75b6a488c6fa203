import { BrokenDataError } from '../decompressor.ts';
import type { BitReader } from './bit-reader.ts';
import { HuffmanCode } from './huffman-code.ts';

/** Symbols between two choices of a code. */
const GROUP_SIZE = 50;
const RUN_A = 0;
const RUN_B = 1;

/** A block's symbols after Huffman and move-to-front decoding, ready for `unsortBlock`. */
export interface SortedBlock {
  readonly length: number;
  /** Row of the sorted rotations that is the text itself. */
  readonly origin: number;
}

/**
 * Reads one block behind its magic and checksum into `rows`, whose length is the most that a block may hold.
 * Format: Julian Seward's bzip2 1.0.8, `decompress.c`; Joe Tsai, "BZIP2: Format Specification".
 */
export function readBlock(bits: BitReader, rows: Uint32Array): SortedBlock {
  if (bits.read(1) === 1) throw new BrokenDataError('bzip2 data of before version 0.9.5 is not read');
  const origin = bits.read(24);
  const symbols = readUsedSymbols(bits);
  const codeCount = bits.read(3);
  if (codeCount < 2 || codeCount > 6) throw new BrokenDataError('bzip2 block has a bad number of codes');
  const selectors = readSelectors(bits, codeCount);
  const codes = Array.from({ length: codeCount }, () => readCode(bits, symbols.length + 2));
  const length = readSymbols(bits, symbols, selectors, codes, rows);
  if (origin >= length) throw new BrokenDataError('bzip2 block has a bad origin');
  return { length, origin };
}

/** Two levels of bit maps say which bytes occur. */
function readUsedSymbols(bits: BitReader): Uint8Array {
  const symbols: number[] = [];
  const ranges = bits.read(16);
  for (let range = 0; range < 16; range += 1) {
    if ((ranges & (0x8000 >>> range)) === 0) continue;
    const used = bits.read(16);
    for (let index = 0; index < 16; index += 1) {
      if (used & (0x8000 >>> index)) symbols.push(range * 16 + index);
    }
  }
  if (symbols.length === 0) throw new BrokenDataError('bzip2 block has no symbols');
  return Uint8Array.from(symbols);
}

/** Which code each group of symbols uses: unary numbers, moved to front. */
function readSelectors(bits: BitReader, codeCount: number): Uint8Array {
  const count = bits.read(15);
  const recent = [0, 1, 2, 3, 4, 5];
  const selectors = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) {
    let rank = 0;
    while (bits.read(1) === 1) rank += 1;
    if (rank >= codeCount) throw new BrokenDataError('bzip2 block has a bad selector');
    const [code] = recent.splice(rank, 1);
    recent.unshift(code!);
    selectors[index] = code!;
  }
  return selectors;
}

/** Code lengths, each as a walk up and down from the one before. */
function readCode(bits: BitReader, symbolCount: number): HuffmanCode {
  const lengths = new Uint8Array(symbolCount);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbolCount; symbol += 1) {
    while (bits.read(1) === 1) {
      length += bits.read(1) === 0 ? 1 : -1;
      if (length < 1 || length > 20) break;
    }
    if (length < 1 || length > 20) throw new BrokenDataError('bzip2 block has a bad code length');
    lengths[symbol] = length;
  }
  return new HuffmanCode(lengths);
}

/** Undoes the Huffman code, the run lengths of zeros and move-to-front. */
function readSymbols(
  bits: BitReader,
  recent: Uint8Array,
  selectors: Uint8Array,
  codes: readonly HuffmanCode[],
  rows: Uint32Array,
): number {
  const endOfBlock = recent.length + 1;
  let length = 0;
  let group = 0;
  let left = 0;
  let code = codes[0]!;
  let run = 0;
  let runBit = 1;
  for (;;) {
    if (left === 0) {
      if (group >= selectors.length) throw new BrokenDataError('bzip2 block has too few selectors');
      code = codes[selectors[group]!]!;
      group += 1;
      left = GROUP_SIZE;
    }
    left -= 1;
    const symbol = code.read(bits);
    if (symbol === RUN_A || symbol === RUN_B) {
      // Digits 1 and 2 of a number in base two, lowest first.
      run += runBit << symbol;
      runBit <<= 1;
      if (run > rows.length) throw new BrokenDataError('bzip2 block is too long');
      continue;
    }
    if (run > 0) {
      if (length + run > rows.length) throw new BrokenDataError('bzip2 block is too long');
      rows.fill(recent[0]!, length, length + run);
      length += run;
      run = 0;
      runBit = 1;
    }
    if (symbol === endOfBlock) return length;
    if (length >= rows.length) throw new BrokenDataError('bzip2 block is too long');
    const byte = recent[symbol - 1]!;
    recent.copyWithin(1, 0, symbol - 1);
    recent[0] = byte;
    rows[length] = byte;
    length += 1;
  }
}

/**
 * Undoes the Burrows-Wheeler transform in place: the low byte of each row becomes the text's in order, when
 * rows are followed from `rows[origin] >>> 8` on.
 */
export function unsortBlock(rows: Uint32Array, length: number): void {
  const starts = new Uint32Array(257);
  for (let index = 0; index < length; index += 1) starts[rows[index]! + 1]! += 1;
  for (let byte = 0; byte < 256; byte += 1) starts[byte + 1]! += starts[byte]!;
  for (let index = 0; index < length; index += 1) {
    const byte = rows[index]! & 0xff;
    rows[starts[byte]!]! |= index << 8;
    starts[byte]! += 1;
  }
}
