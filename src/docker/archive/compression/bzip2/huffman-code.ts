import { BrokenDataError } from '../decompressor.ts';
import type { BitReader } from './bit-reader.ts';

const MAX_CODE_LENGTH = 20;
/** Codes up to this length are found with one look. */
const TABLE_BITS = 10;

/** A canonical Huffman code, read from the highest bit on. */
export class HuffmanCode {
  /** For each ten bits: symbol and code length as `symbol << 5 | length`, or 0 for a longer code. */
  readonly #table = new Uint16Array(1 << TABLE_BITS);
  readonly #symbols: Uint16Array;
  /** For each length: first code of the next length, in bits of this one; and where its symbols begin. */
  readonly #limits = new Int32Array(MAX_CODE_LENGTH + 1);
  readonly #offsets = new Int32Array(MAX_CODE_LENGTH + 1);

  /** `lengths` of each symbol's code, 1 to 20. */
  constructor(lengths: Uint8Array) {
    this.#symbols = new Uint16Array(lengths.length);
    let code = 0;
    let sorted = 0;
    for (let length = 1; length <= MAX_CODE_LENGTH; length += 1) {
      this.#offsets[length] = sorted - code;
      for (let symbol = 0; symbol < lengths.length; symbol += 1) {
        if (lengths[symbol] !== length) continue;
        this.#symbols[sorted] = symbol;
        sorted += 1;
        if (length <= TABLE_BITS) {
          const shift = TABLE_BITS - length;
          this.#table.fill((symbol << 5) | length, code << shift, (code + 1) << shift);
        }
        code += 1;
      }
      this.#limits[length] = code;
      code <<= 1;
    }
  }

  read(bits: BitReader): number {
    const found = this.#table[bits.peek(TABLE_BITS)]!;
    if (found !== 0) {
      bits.drop(found & 31);
      return found >>> 5;
    }
    const code = bits.peek(MAX_CODE_LENGTH);
    for (let length = TABLE_BITS + 1; length <= MAX_CODE_LENGTH; length += 1) {
      const prefix = code >>> (MAX_CODE_LENGTH - length);
      if (prefix >= this.#limits[length]!) continue;
      bits.drop(length);
      const index = prefix + this.#offsets[length]!;
      if (index < 0 || index >= this.#symbols.length) break;
      return this.#symbols[index]!;
    }
    throw new BrokenDataError('bzip2 data has an unknown code');
  }
}
