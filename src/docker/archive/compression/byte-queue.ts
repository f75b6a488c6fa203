/** Bytes that wait to be read: appended at one end, taken from the other, each copied about twice. */
export class ByteQueue {
  #bytes = new Uint8Array(16 * 1024);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  append(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#bytes.length) this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** The first `count` bytes, which must be there: a view until the next call of `append`. */
  view(count: number): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#start + count);
  }

  /** The byte at `index` from the front. */
  at(index: number): number {
    return this.#bytes[this.#start + index]!;
  }

  skip(count: number): void {
    this.#start += count;
  }

  /** `view` and `skip`. */
  take(count: number): Uint8Array {
    const bytes = this.view(count);
    this.#start += count;
    return bytes;
  }

  #makeRoom(count: number): void {
    const length = this.length;
    // Moving down only when at least half is free keeps the copies in proportion to what passes.
    if ((length + count) * 2 <= this.#bytes.length) {
      this.#bytes.copyWithin(0, this.#start, this.#end);
    } else {
      const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, (length + count) * 2));
      bytes.set(this.view(length));
      this.#bytes = bytes;
    }
    this.#start = 0;
    this.#end = length;
  }
}
