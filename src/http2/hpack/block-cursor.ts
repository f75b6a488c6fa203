import { decodeHuffman } from './huffman.ts';

/** Indexes and lengths have no use for more, and a longer one is an attack (RFC 7541, section 7.4). */
const MAX_INTEGER = 2 ** 28;

/** Reads integers and strings of one header block (RFC 7541, section 5); null where the block is broken. */
export class BlockCursor {
  readonly #block: Uint8Array;
  #offset = 0;

  constructor(block: Uint8Array) {
    this.#block = block;
  }

  get atEnd(): boolean {
    return this.#offset >= this.#block.length;
  }

  /** The byte that the next representation begins with; not consumed. */
  peek(): number {
    return this.#block[this.#offset] ?? 0;
  }

  /** An integer whose first `prefixBits` bits are in the low end of the next byte. */
  integer(prefixBits: number): number | null {
    const first = this.#next();
    if (first === null) return null;
    const mask = 2 ** prefixBits - 1;
    let value = first & mask;
    if (value < mask) return value;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#next();
      if (byte === null) return null;
      value += (byte & 0x7f) * scale;
      if (value > MAX_INTEGER || scale > MAX_INTEGER) return null;
      if (byte < 0x80) return value;
    }
  }

  /** A string literal as latin1. */
  string(): string | null {
    const huffman = (this.peek() & 0x80) !== 0;
    const length = this.integer(7);
    if (length === null || length > this.#block.length - this.#offset) return null;
    const coded = this.#block.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    const bytes = huffman ? decodeHuffman(coded) : coded;
    if (bytes === null) return null;
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  }

  #next(): number | null {
    const byte = this.#block[this.#offset];
    if (byte === undefined) return null;
    this.#offset += 1;
    return byte;
  }
}
