/**
 * Reads the vectors of a handshake message (RFC 8446, section 3.4) in order. What reaches beyond the bytes
 * there are makes `failed` true and reads as zero or empty, so that a reader checks once, at its end.
 */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  #offset = 0;
  failed = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.failed ? 0 : this.#bytes.length - this.#offset;
  }

  /** A big-endian number of `size` bytes, at most 4. */
  number(size: number): number {
    return this.bytes(size).reduce((value, byte) => value * 256 + byte, 0);
  }

  bytes(size: number): Uint8Array {
    if (this.failed || size > this.left) {
      this.failed = true;
      return new Uint8Array(0);
    }
    this.#offset += size;
    return this.#bytes.subarray(this.#offset - size, this.#offset);
  }

  /** A vector whose length comes first, in `size` bytes. */
  vector(size: number): ByteCursor {
    return new ByteCursor(this.bytes(this.number(size)));
  }
}
