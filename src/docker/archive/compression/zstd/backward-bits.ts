import { BrokenDataError } from '../decompressor.ts';

/** Bytes before and behind a block's own, so that a look at a few bits never leaves the buffer. */
export const PADDING = 8;

/**
 * Bits that were written forwards and are read from the end back (RFC 8878 section 4): the highest bit set in
 * the last byte marks where they begin. Bits before the start belong to something else; `position` tells.
 */
export class BackwardBits {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  #position: number;

  /** `bytes[start, end)`, with `PADDING` bytes around it. */
  constructor(bytes: Uint8Array, start: number, end: number) {
    const last = end > start ? bytes[end - 1]! : 0;
    if (last === 0) throw new BrokenDataError('zstd bit stream has no end mark');
    this.#bytes = bytes;
    this.#start = start * 8;
    this.#position = end * 8 - Math.clz32(last) + 23;
  }

  /** Bits that are left; below zero where more were read than there are. */
  get left(): number {
    return this.#position - this.#start;
  }

  /** The next `count` bits, 25 at most. */
  peek(count: number): number {
    const bytes = this.#bytes;
    const position = this.#position - count;
    const index = position >> 3;
    const word =
      bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24);
    return (word >>> (position & 7)) & ((1 << count) - 1);
  }

  drop(count: number): void {
    this.#position -= count;
  }

  read(count: number): number {
    const value = this.peek(count);
    this.#position -= count;
    return value;
  }
}
