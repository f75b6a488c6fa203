import { BrokenDataError } from '../decompressor.ts';
import { probabilities, RangeDecoder } from './range-decoder.ts';

/** States of the last few symbols; below this the last one was a literal. */
const LITERAL_STATES = 7;
const MIN_MATCH = 2;
/** Distances from this slot on end in bits of their own. */
const FIRST_DIRECT_SLOT = 4;
/** … and from this one on in direct bits and four aligned ones. */
const FIRST_ALIGNED_SLOT = 14;
/** An LZMA2 chunk unpacks to 2 MiB at most. */
const MAX_CHUNK_OUTPUT = 2 * 1024 * 1024;

/** Lengths of matches: 3 bits for each position state, then 3 others, then 8. */
class LengthDecoder {
  readonly #choice = probabilities(2);
  readonly #low = probabilities(16 << 3);
  readonly #middle = probabilities(16 << 3);
  readonly #high = probabilities(256);

  read(range: RangeDecoder, positionState: number): number {
    if (range.bit(this.#choice, 0) === 0) return range.tree(this.#low, positionState << 3, 3);
    if (range.bit(this.#choice, 1) === 0) return 8 + range.tree(this.#middle, positionState << 3, 3);
    return 16 + range.tree(this.#high, 0, 8);
  }
}

/** All probabilities, in the order of Igor Pavlov's LZMA specification. */
class Model {
  readonly isMatch = probabilities(12 << 4);
  readonly isRep = probabilities(12);
  readonly isRep0 = probabilities(12);
  readonly isRep1 = probabilities(12);
  readonly isRep2 = probabilities(12);
  readonly isRep0Long = probabilities(12 << 4);
  readonly literal: Uint16Array;
  readonly distanceSlot = probabilities(4 << 6);
  readonly distanceSpecial = probabilities(128);
  readonly distanceAlign = probabilities(16);
  readonly matchLength = new LengthDecoder();
  readonly repLength = new LengthDecoder();

  constructor(literalBits: number) {
    this.literal = probabilities(0x300 << literalBits);
  }
}

/** LZMA as LZMA2's chunks use it: state and dictionary outlive a chunk, the range coder does not. */
export class LzmaDecoder {
  readonly #range = new RangeDecoder();
  readonly #dictionarySize: number;
  /** The dictionary and, behind it, room for one chunk; moved down when that is full. */
  readonly #window: Uint8Array;
  #position = 0;
  /** Where the dictionary begins: nothing before it may be referred to. */
  #begin = 0;
  /** Where it began when it was last reset, below zero once that has moved out of the window. */
  #origin = 0;
  #model = new Model(0);
  #literalContext = 0;
  #literalMask = 0;
  #positionMask = 0;
  #state = 0;
  #distances: [number, number, number, number] = [0, 0, 0, 0];

  constructor(dictionarySize: number) {
    this.#dictionarySize = dictionarySize;
    this.#window = new Uint8Array(dictionarySize + 2 * MAX_CHUNK_OUTPUT);
  }

  resetDictionary(): void {
    this.#begin = this.#position;
    this.#origin = this.#position;
  }

  /** `properties` is `(pb * 5 + lp) * 9 + lc`. */
  setProperties(properties: number): void {
    const context = properties % 9;
    const literalPosition = Math.floor(properties / 9) % 5;
    const position = Math.floor(properties / 45);
    if (position > 4 || context + literalPosition > 4)
      throw new BrokenDataError('LZMA properties are invalid');
    this.#literalContext = context;
    this.#literalMask = (1 << literalPosition) - 1;
    this.#positionMask = (1 << position) - 1;
    this.#model = new Model(context + literalPosition);
  }

  resetState(): void {
    this.#state = 0;
    this.#distances = [0, 0, 0, 0];
    this.#model = new Model(Math.log2(this.#model.literal.length / 0x300));
  }

  /** A chunk that was stored as it is. */
  copy(bytes: Uint8Array): Uint8Array {
    this.#makeRoom(bytes.length);
    this.#window.set(bytes, this.#position);
    this.#position += bytes.length;
    return this.#window.subarray(this.#position - bytes.length, this.#position);
  }

  /** Unpacks a chunk to `size` bytes: a view until the next call. */
  decode(bytes: Uint8Array, size: number): Uint8Array {
    this.#makeRoom(size);
    this.#range.start(bytes);
    const start = this.#position;
    const end = start + size;
    while (this.#position < end) this.#decodeSymbol(end);
    if (!this.#range.finished) throw new BrokenDataError('LZMA chunk does not end where it should');
    return this.#window.subarray(start, end);
  }

  #makeRoom(size: number): void {
    if (this.#position + size <= this.#window.length) return;
    const from = Math.max(this.#position - this.#dictionarySize, 0);
    this.#window.copyWithin(0, from, this.#position);
    this.#position -= from;
    this.#begin = Math.max(this.#begin - from, 0);
    this.#origin -= from;
  }

  #decodeSymbol(end: number): void {
    const range = this.#range;
    const model = this.#model;
    const state = this.#state;
    // Positions count from the last reset of the dictionary on.
    const positionState = (this.#position - this.#origin) & this.#positionMask;
    if (range.overrun) throw new BrokenDataError('LZMA chunk is too short');
    if (range.bit(model.isMatch, (state << 4) + positionState) === 0) {
      this.#decodeLiteral();
      this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      return;
    }
    let length: number;
    if (range.bit(model.isRep, state) === 0) {
      length = model.matchLength.read(range, positionState);
      const distance = this.#readDistance(length);
      const [first, second, third] = this.#distances;
      this.#distances = [distance, first, second, third];
      this.#state = state < LITERAL_STATES ? 7 : 10;
    } else {
      if (range.bit(model.isRep0, state) === 0) {
        if (range.bit(model.isRep0Long, (state << 4) + positionState) === 0) {
          this.#state = state < LITERAL_STATES ? 9 : 11;
          this.#copyMatch(1, end);
          return;
        }
      } else {
        this.#repeatOlderDistance(state);
      }
      length = model.repLength.read(range, positionState);
      this.#state = state < LITERAL_STATES ? 8 : 11;
    }
    this.#copyMatch(length + MIN_MATCH, end);
  }

  #decodeLiteral(): void {
    const range = this.#range;
    const window = this.#window;
    const previous = this.#position > this.#begin ? window[this.#position - 1]! : 0;
    const context =
      (((this.#position - this.#origin) & this.#literalMask) << this.#literalContext) +
      (previous >>> (8 - this.#literalContext));
    const offset = 0x300 * context;
    const literal = this.#model.literal;
    let node = 1;
    if (this.#state >= LITERAL_STATES) {
      // Behind a match, the byte that the match would have gone on with is part of the context.
      let match = window[this.#position - this.#distances[0] - 1]!;
      while (node < 0x100) {
        const matchBit = (match >>> 7) & 1;
        match <<= 1;
        const bit = range.bit(literal, offset + ((1 + matchBit) << 8) + node);
        node = (node << 1) | bit;
        if (bit !== matchBit) break;
      }
    }
    while (node < 0x100) node = (node << 1) | range.bit(literal, offset + node);
    window[this.#position] = node & 0xff;
    this.#position += 1;
  }

  #readDistance(length: number): number {
    const range = this.#range;
    const slot = range.tree(this.#model.distanceSlot, Math.min(length, 3) << 6, 6);
    if (slot < FIRST_DIRECT_SLOT) return slot;
    const bits = (slot >>> 1) - 1;
    const base = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < FIRST_ALIGNED_SLOT) {
      return base + range.reverseTree(this.#model.distanceSpecial, base - slot, bits);
    }
    const direct = range.direct(bits - 4) * 16;
    return base + direct + range.reverseTree(this.#model.distanceAlign, 0, 4);
  }

  #repeatOlderDistance(state: number): void {
    const [first, second, third, fourth] = this.#distances;
    if (this.#range.bit(this.#model.isRep1, state) === 0) {
      this.#distances = [second, first, third, fourth];
    } else if (this.#range.bit(this.#model.isRep2, state) === 0) {
      this.#distances = [third, first, second, fourth];
    } else {
      this.#distances = [fourth, first, second, third];
    }
  }

  #copyMatch(length: number, end: number): void {
    const distance = this.#distances[0] + 1;
    const to = this.#position + length;
    if (distance > this.#position - this.#begin || distance > this.#dictionarySize || to > end) {
      throw new BrokenDataError('LZMA data refers to what is not there');
    }
    const window = this.#window;
    if (distance >= length && length > 16) {
      window.copyWithin(this.#position, this.#position - distance, to - distance);
    } else {
      for (let at = this.#position; at < to; at += 1) window[at] = window[at - distance]!;
    }
    this.#position = to;
  }
}
