import { BrokenDataError } from '../decompressor.ts';

/** Up to here a loop is faster than a call into the engine. */
const SHORT_COPY = 32;

/** Unpacked bytes that matches may refer to, and behind them room for what comes next. */
export class SlidingWindow {
  #bytes = new Uint8Array(0);
  #size = 0;
  #position = 0;
  #mark = 0;

  /** Starts anew with `size` bytes that can be referred to; `room` is for what comes between two moves. */
  reset(size: number, room: number): void {
    if (this.#bytes.length < size + room) this.#bytes = new Uint8Array(size + room);
    this.#size = size;
    this.#position = 0;
    this.#mark = 0;
  }

  /** Makes sure that `count` bytes can be written, and marks where they begin. */
  begin(count: number): void {
    if (this.#position + count > this.#bytes.length) {
      this.#bytes.copyWithin(0, this.#position - this.#size, this.#position);
      this.#position = this.#size;
    }
    this.#mark = this.#position;
  }

  /** What was written since `begin`: a view until the next call of that. */
  get written(): Uint8Array {
    return this.#bytes.subarray(this.#mark, this.#position);
  }

  write(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#position);
    this.#position += bytes.length;
  }

  /** Writes `bytes[from, from + count)`, without the view that would cost more than a short copy. */
  writePart(bytes: Uint8Array, from: number, count: number): void {
    if (count > SHORT_COPY) {
      this.write(bytes.subarray(from, from + count));
      return;
    }
    const position = this.#position;
    for (let index = 0; index < count; index += 1) this.#bytes[position + index] = bytes[from + index]!;
    this.#position = position + count;
  }

  fill(byte: number, count: number): void {
    this.#bytes.fill(byte, this.#position, this.#position + count);
    this.#position += count;
  }

  /** Repeats `length` bytes from `offset` back, which may run into themselves. */
  repeat(offset: number, length: number): void {
    const bytes = this.#bytes;
    const start = this.#position;
    const end = start + length;
    if (offset < 1 || offset > start || offset > this.#size) {
      throw new BrokenDataError('data refers to what is not there');
    }
    if (offset >= length && length > SHORT_COPY) bytes.copyWithin(start, start - offset, end - offset);
    else for (let at = start; at < end; at += 1) bytes[at] = bytes[at - offset]!;
    this.#position = end;
  }
}
