/**
 * The beginning of a record whose end is in the next chunk: the only bytes of a capture that are copied.
 *
 * Two buffers take turns, because events that were made from one of them are still being looked at when
 * the rest of the same chunk has to be kept.
 */
export class CarryBuffer {
  #current = new Uint8Array(64 * 1024);
  #other = new Uint8Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What is kept: `[0, length)`; the rest is old. */
  get bytes(): Uint8Array {
    return this.#current;
  }

  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#current.length) {
      const larger = new Uint8Array(Math.max(length, this.#current.length * 2));
      larger.set(this.#current.subarray(0, this.#length));
      this.#current = larger;
    }
    this.#current.set(bytes, this.#length);
    this.#length = length;
  }

  /** Forgets what is kept, and leaves its bytes alone until `clear` is called the next time. */
  clear(): void {
    const used = this.#current;
    this.#current = this.#other;
    this.#other = used;
    this.#length = 0;
  }
}
