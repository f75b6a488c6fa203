import { DEFAULT_MAX_FRAME_SIZE, FRAME_HEADER_BYTES, readFrameHeader } from './frames/frame-header.ts';
import { looksLikeFrameHeader } from './frames/frame-rules.ts';

/** Places that may be a frame's beginning and wait for their second header: more are noise. */
const MAX_CANDIDATES = 64;

export interface FoundFrame {
  /** From the frame's first byte on: all that was given since. Valid until the next call. */
  readonly bytes: Uint8Array;
  readonly skipped: number;
}

/** True where two frames follow each other somewhere in these bytes: HTTP/2, joined in the middle. */
export function holdsFrames(bytes: Uint8Array): boolean {
  return new FrameSearch().push(bytes, DEFAULT_MAX_FRAME_SIZE) !== null;
}

/**
 * Finds the next frame where the framing was lost: bytes in, the same bytes from a frame on out. A place
 * counts once a second header stands right behind the frame that would begin there. What is kept is bounded
 * by one frame.
 */
export class FrameSearch {
  /** Bytes from the first candidate on, as long as there is one; otherwise the beginning of a header. */
  #kept = new Uint8Array(0);
  #keptBytes = 0;
  /** Where a second header would stand, to where the first one stands: offsets in what is kept. */
  #candidates = new Map<number, number>();
  /** Where no look has been taken yet. */
  #scanned = 0;
  #skipped: number;

  /** `skipped` bytes were searched in vain before, up to a hole. */
  constructor(skipped = 0) {
    this.#skipped = skipped;
  }

  /** `maxLength` bounds the payload of a frame that is believed. */
  push(bytes: Uint8Array, maxLength: number): FoundFrame | null {
    const all = this.#keptBytes === 0 ? bytes : this.#append(bytes);
    const last = all.length - FRAME_HEADER_BYTES;
    for (; this.#scanned <= last; this.#scanned += 1) {
      // Types are small numbers, which text and compressed content seldom hold here.
      if (all[this.#scanned + 3]! > 9 || !looksLikeFrameHeader(all, this.#scanned, maxLength)) continue;
      const first = this.#candidates.get(this.#scanned);
      if (first !== undefined) return { bytes: all.subarray(first), skipped: this.#skipped + first };
      this.#suppose(this.#scanned + FRAME_HEADER_BYTES + readFrameHeader(all, this.#scanned).length);
    }
    this.#keepFrom(all);
    return null;
  }

  /** Bytes that were given, and in which no frame was found. */
  get skipped(): number {
    return this.#skipped + this.#keptBytes;
  }

  #suppose(next: number): void {
    if (this.#candidates.size === MAX_CANDIDATES) this.#forgetRefuted();
    if (this.#candidates.size < MAX_CANDIDATES && !this.#candidates.has(next)) {
      this.#candidates.set(next, this.#scanned);
    }
  }

  #forgetRefuted(): void {
    for (const next of this.#candidates.keys()) {
      if (next < this.#scanned) this.#candidates.delete(next);
    }
  }

  /** Keeps what is undecided of `all`. */
  #keepFrom(all: Uint8Array): void {
    this.#forgetRefuted();
    const from = Math.min(this.#scanned, ...this.#candidates.values());
    const undecided = all.subarray(from);
    if (from > 0 || all.buffer !== this.#kept.buffer) {
      if (this.#kept.length < undecided.length) this.#kept = new Uint8Array(undecided);
      else this.#kept.set(undecided);
    }
    this.#keptBytes = undecided.length;
    this.#skipped += from;
    this.#scanned -= from;
    if (from === 0) return;
    this.#candidates = new Map(
      Array.from(this.#candidates, ([next, first]) => [next - from, first - from] as const),
    );
  }

  #append(bytes: Uint8Array): Uint8Array {
    const length = this.#keptBytes + bytes.length;
    if (length > this.#kept.length) {
      const grown = new Uint8Array(Math.max(length, this.#kept.length * 2));
      grown.set(this.#kept.subarray(0, this.#keptBytes));
      this.#kept = grown;
    }
    this.#kept.set(bytes, this.#keptBytes);
    this.#keptBytes = length;
    return this.#kept.subarray(0, length);
  }
}
