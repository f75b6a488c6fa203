import type { Timestamp } from '../layer/origin.ts';

/** As Go's http.DefaultMaxHeaderBytes, which an HTTP/1 head here may have too. */
const MAX_BLOCK_BYTES = 1024 * 1024;
/** CONTINUATION frames of one block. A block of the bound's size in the smallest usual frames needs 64. */
const MAX_PIECES = 256;

/** A header block that has begun. */
export interface BlockStart {
  readonly kind: 'headers' | 'push-promise';
  readonly stream: number;
  readonly endStream: boolean;
  readonly at: Timestamp;
}

/**
 * Puts a header block together from its frames (RFC 9113, section 4.3): fragments in, the block's bytes out.
 * A block that is whole in one frame is not copied.
 */
export class HeaderBlockCollector {
  #start: BlockStart | null = null;
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  /** The block that is not whole yet. */
  get open(): BlockStart | null {
    return this.#start;
  }

  begin(start: BlockStart): void {
    this.#start = start;
  }

  /** The whole block; null while more must follow; `too-large` and `flood` where it was given up. */
  add(fragment: Uint8Array, last: boolean): Uint8Array | null | 'too-large' | 'flood' {
    if (last && this.#pieces.length === 0) return fragment;
    this.#bytes += fragment.length;
    if (this.#bytes > MAX_BLOCK_BYTES) return 'too-large';
    if (this.#pieces.length === MAX_PIECES) return 'flood';
    this.#pieces.push(new Uint8Array(fragment));
    return last ? Buffer.concat(this.#pieces) : null;
  }

  reset(): void {
    this.#start = null;
    this.#pieces = [];
    this.#bytes = 0;
  }
}
