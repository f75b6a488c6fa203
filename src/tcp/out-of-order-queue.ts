import { Buffer } from 'node:buffer';
import type { Timestamp } from '../layer/origin.ts';
import { PIECE_OVERHEAD } from './limits.ts';
import { advance, distance } from './sequence.ts';

/** Bytes of a stream that cannot be handed on yet. */
export interface Piece {
  readonly sequence: number;
  readonly bytes: Uint8Array;
  /** Bytes right behind these that the snap length cut off. */
  readonly missing: number;
  /** What the sender acknowledged with it: the other stream must be handed on up to there first. */
  readonly acknowledgment: number | null;
  /** Counts segments in the order of the capture. */
  readonly arrival: number;
  readonly at: Timestamp;
}

/** What came of a piece that was put in. */
export interface Insertion {
  /** Bytes that were new; the others had a copy in the queue. */
  readonly added: number;
  /** Sequence number where a second copy differs from the first; null where all agree. */
  readonly differsAt: number | null;
}

/** What the queues of a layer hold together, and how many segments were seen. */
export interface BufferUse {
  bytes: number;
  arrivals: number;
}

/**
 * Copies of the pieces of one stream that came too early, in order and without overlap: of bytes that come
 * twice, the copy that came first stays.
 */
export class OutOfOrderQueue {
  readonly #total: BufferUse;
  #pieces: Piece[] = [];
  #size = 0;

  constructor(total: BufferUse) {
    this.#total = total;
  }

  get head(): Piece | undefined {
    return this.#pieces[0];
  }

  get empty(): boolean {
    return this.#pieces.length === 0;
  }

  /** Bytes of memory, with what the pieces themselves cost. */
  get size(): number {
    return this.#size;
  }

  insert(piece: Piece): Insertion {
    const { sequence, bytes } = piece;
    let index = this.#firstEndingAfter(sequence);
    let from = 0;
    let added = 0;
    let differsAt: number | null = null;
    while (from < bytes.length) {
      const other = this.#pieces[index];
      const otherStart = other === undefined ? bytes.length : distance(sequence, other.sequence);
      const free = Math.min(otherStart, bytes.length);
      if (free > from) {
        this.#add(index, { ...piece, sequence: advance(sequence, from), missing: 0 }, from, free);
        index += 1;
        added += free - from;
        from = free;
      }
      if (other === undefined) break;
      const until = Math.min(otherStart + other.bytes.length, bytes.length);
      if (until > from) {
        if (differsAt === null && differs(bytes, from, until, other.bytes, from - otherStart)) {
          differsAt = advance(sequence, from);
        }
        from = until;
      }
      index += 1;
    }
    if (piece.missing > 0) this.#addCut(piece);
    return { added, differsAt };
  }

  shift(): void {
    const piece = this.#pieces.shift();
    if (piece !== undefined) this.#count(-piece.bytes.length - PIECE_OVERHEAD);
  }

  clear(): void {
    this.#pieces = [];
    this.#count(-this.#size);
  }

  /** What the snap length cut off becomes an empty piece, unless another copy of it is here. */
  #addCut(piece: Piece): void {
    const start = advance(piece.sequence, piece.bytes.length);
    const index = this.#firstEndingAfter(start);
    const other = this.#pieces[index];
    const ahead = other === undefined ? 1 : distance(start, other.sequence);
    const covered = ahead > 0 ? 0 : ahead + other!.bytes.length;
    if (covered >= piece.missing) return;
    const cut = { ...piece, sequence: advance(start, covered), missing: piece.missing - covered };
    this.#add(ahead > 0 ? index : index + 1, cut, 0, 0);
  }

  #add(index: number, piece: Piece, from: number, until: number): void {
    // A Buffer's own slice would be a view: packets are overwritten after the call.
    const copy = new Uint8Array(until - from);
    copy.set(piece.bytes.subarray(from, until));
    this.#pieces.splice(index, 0, { ...piece, bytes: copy });
    this.#count(copy.length + PIECE_OVERHEAD);
  }

  #count(bytes: number): void {
    this.#size += bytes;
    this.#total.bytes += bytes;
  }

  #firstEndingAfter(sequence: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.#pieces[middle]!;
      if (distance(sequence, piece.sequence) + piece.bytes.length > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function differs(a: Uint8Array, from: number, until: number, b: Uint8Array, bFrom: number): boolean {
  if (until <= from) return false;
  return Buffer.compare(a.subarray(from, until), b.subarray(bFrom, bFrom + until - from)) !== 0;
}
