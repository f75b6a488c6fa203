/** Header that the pieces of a list cost in memory beside their bytes, roughly. */
const PIECE_OVERHEAD_BYTES = 128;

/** A range of a datagram's payload; of `length` bytes the snap length may have cut some off the end. */
interface Piece {
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** The pieces of one datagram that have come so far, in order and without overlap. */
export class FragmentList {
  #pieces: Piece[] = [];
  #covered = 0;
  #cost = 0;

  get count(): number {
    return this.#pieces.length;
  }

  /** Memory that the list holds, in bytes. */
  get cost(): number {
    return this.#cost;
  }

  /** Where the last piece ends. */
  get end(): number {
    const last = this.#pieces.at(-1);
    return last === undefined ? 0 : last.offset + last.length;
  }

  covers(length: number): boolean {
    return this.#covered === length;
  }

  /** Keeps a copy of what of `[offset, offset + length)` is new; `overlaps` unless that is all or a repetition. */
  add(offset: number, length: number, bytes: Uint8Array): 'new' | 'repeated' | 'overlaps' {
    if (this.#pieces.some((piece) => piece.offset === offset && piece.length === length)) return 'repeated';
    const before = this.#covered;
    const to = offset + length;
    const merged: Piece[] = [];
    let from = offset;
    for (const piece of this.#pieces) {
      if (from < to && from < piece.offset)
        merged.push(this.#keep(from, Math.min(to, piece.offset), offset, bytes));
      merged.push(piece);
      from = Math.max(from, piece.offset + piece.length);
    }
    if (from < to) merged.push(this.#keep(from, to, offset, bytes));
    this.#pieces = merged;
    return this.#covered - before === length ? 'new' : 'overlaps';
  }

  /** Copies the payload into `target` up to the first byte that was not captured; returns how many bytes. */
  copyTo(target: Uint8Array, targetOffset: number): number {
    let length = 0;
    for (const piece of this.#pieces) {
      target.set(piece.bytes, targetOffset + length);
      length += piece.bytes.length;
      if (piece.bytes.length < piece.length) break;
    }
    return length;
  }

  #keep(from: number, to: number, offset: number, bytes: Uint8Array): Piece {
    const kept = bytes.slice(from - offset, to - offset);
    this.#covered += to - from;
    this.#cost += kept.length + PIECE_OVERHEAD_BYTES;
    return { offset: from, length: to - from, bytes: kept };
  }
}
