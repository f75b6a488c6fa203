import { BrokenDataError } from '../decompressor.ts';

/** Reads bits from the highest of each byte on. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #position = 0;
  #buffer = 0;
  #count = 0;

  /** Starts at bit `skip` (0 to 7) of the first byte. */
  constructor(bytes: Uint8Array, skip: number) {
    this.#bytes = bytes;
    if (skip > 0) this.read(skip);
  }

  /** Bits read so far, with those that were skipped. */
  get bitPosition(): number {
    return this.#position * 8 - this.#count;
  }

  /** `count` is 24 at most. */
  read(count: number): number {
    const value = this.peek(count);
    this.drop(count);
    return value;
  }

  /** As `read`, and stays. Bits behind the end are zeros. */
  peek(count: number): number {
    while (this.#count < count) {
      this.#buffer = (this.#buffer << 8) | (this.#bytes[this.#position] ?? 0);
      this.#position += 1;
      this.#count += 8;
    }
    return (this.#buffer >>> (this.#count - count)) & ((1 << count) - 1);
  }

  /** Passes over bits that were peeked at; throws where they are behind the end. */
  drop(count: number): void {
    this.#count -= count;
    if (this.#position > this.#bytes.length && this.bitPosition > this.#bytes.length * 8) {
      throw new BrokenDataError('unexpected end of bzip2 data', true);
    }
  }
}
