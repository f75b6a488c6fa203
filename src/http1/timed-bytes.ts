import type { Timestamp } from '../layer/origin.ts';

/**
 * Bytes that a layer must keep until more of them come, with the capture time of each piece. Growing is
 * amortised, so that a head that arrives byte by byte costs linear work.
 */
export class TimedBytes {
  #bytes = new Uint8Array(0);
  #length = 0;
  /** Offsets where a piece with another time begins, and those times. */
  #starts: number[] = [];
  #times: Timestamp[] = [];

  get length(): number {
    return this.#length;
  }

  /** A view, valid until the next `append` or `dropFirst`. */
  view(start = 0, end = this.#length): Uint8Array {
    return this.#bytes.subarray(start, end);
  }

  append(bytes: Uint8Array, at: Timestamp): void {
    if (bytes.length === 0) return;
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(length, this.#bytes.length * 2, 256));
      grown.set(this.view());
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    if (this.#times.at(-1) !== at) {
      this.#starts.push(this.#length);
      this.#times.push(at);
    }
    this.#length = length;
  }

  /** Capture time of the byte at `offset`. */
  timeAt(offset: number): Timestamp {
    let piece = this.#starts.length - 1;
    while (piece > 0 && this.#starts[piece]! > offset) piece -= 1;
    return this.#times[piece] ?? 0;
  }

  dropFirst(count: number): void {
    if (count >= this.#length) {
      this.#length = 0;
      this.#starts = [];
      this.#times = [];
      return;
    }
    if (count <= 0) return;
    this.#bytes.copyWithin(0, count, this.#length);
    this.#length -= count;
    let first = 0;
    while (first + 1 < this.#starts.length && this.#starts[first + 1]! <= count) first += 1;
    this.#starts = this.#starts.slice(first).map((start) => Math.max(0, start - count));
    this.#times = this.#times.slice(first);
  }

  /** Hands out all bytes as pieces that each have one time, and forgets them. */
  takePieces(): readonly { readonly bytes: Uint8Array; readonly at: Timestamp }[] {
    const pieces = this.#starts.map((start, index) => ({
      bytes: this.#bytes.subarray(start, this.#starts[index + 1] ?? this.#length),
      at: this.#times[index]!,
    }));
    this.#bytes = new Uint8Array(0);
    this.dropFirst(this.#length);
    return pieces;
  }
}
