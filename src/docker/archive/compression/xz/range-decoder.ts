import { BrokenDataError } from '../decompressor.ts';

/** Probabilities have eleven bits and move by a thirty-second of the way. */
const PROBABILITY_BITS = 11;
const MOVE_BITS = 5;
const HALF = 1 << (PROBABILITY_BITS - 1);

/** So many adaptive probabilities, each at one half. */
export function probabilities(count: number): Uint16Array {
  return new Uint16Array(count).fill(HALF);
}

/** LZMA's range decoder over one chunk (LZMA specification, "Range Decoder"). */
export class RangeDecoder {
  #bytes: Uint8Array = new Uint8Array(0);
  #position = 0;
  #range = 0;
  #code = 0;

  start(bytes: Uint8Array): void {
    if (bytes.length < 5 || bytes[0] !== 0) throw new BrokenDataError('LZMA chunk has a bad start');
    this.#bytes = bytes;
    this.#position = 5;
    this.#range = 0xffffffff | 0;
    this.#code = (bytes[1]! << 24) | (bytes[2]! << 16) | (bytes[3]! << 8) | bytes[4]!;
  }

  /** Whether all bytes were read and the code came out even, as it does at the end of a good chunk. */
  get finished(): boolean {
    return this.#position === this.#bytes.length && this.#code === 0;
  }

  /** Whether bits were made up behind the end. */
  get overrun(): boolean {
    return this.#position > this.#bytes.length;
  }

  bit(probability: Uint16Array, index: number): 0 | 1 {
    const value = probability[index]!;
    const bound = Math.imul(this.#range >>> PROBABILITY_BITS, value);
    let result: 0 | 1;
    if (this.#code >>> 0 < bound >>> 0) {
      this.#range = bound;
      probability[index] = value + (((1 << PROBABILITY_BITS) - value) >>> MOVE_BITS);
      result = 0;
    } else {
      this.#range = (this.#range - bound) | 0;
      this.#code = (this.#code - bound) | 0;
      probability[index] = value - (value >>> MOVE_BITS);
      result = 1;
    }
    if (this.#range >>> 24 === 0) this.#normalise();
    return result;
  }

  /** A number of `count` bits, highest first, each with the probability of its place in the tree. */
  tree(probability: Uint16Array, offset: number, count: number): number {
    let node = 1;
    for (let index = 0; index < count; index += 1) node = (node << 1) | this.bit(probability, offset + node);
    return node - (1 << count);
  }

  /** As `tree`, lowest bit first. */
  reverseTree(probability: Uint16Array, offset: number, count: number): number {
    let node = 1;
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      const bit = this.bit(probability, offset + node);
      node = (node << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  /** `count` bits that are as often 0 as 1. */
  direct(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      this.#range >>>= 1;
      const one = this.#code >>> 0 >= this.#range >>> 0;
      if (one) this.#code = (this.#code - this.#range) | 0;
      value = (value << 1) | (one ? 1 : 0);
      if (this.#range >>> 24 === 0) this.#normalise();
    }
    return value >>> 0;
  }

  #normalise(): void {
    this.#range <<= 8;
    this.#code = (this.#code << 8) | (this.#bytes[this.#position] ?? 0);
    this.#position += 1;
  }
}
