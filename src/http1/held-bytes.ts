import type { Timestamp } from '../layer/origin.ts';
import { TimedBytes } from './timed-bytes.ts';

/** More bytes than this are not held for a head that decides on a switch; the rest counts as missing. */
export const MAX_HELD_BYTES = 1024 * 1024;

export interface HeldGap {
  /** Offset in the held bytes. */
  readonly offset: number;
  readonly missing: number;
  readonly at: Timestamp;
}

/** Who reads what was held, in the order in which it came. */
export interface HeldReader {
  push(bytes: Uint8Array, at: Timestamp): void;
  gap(missing: number, at: Timestamp): void;
  end(at: Timestamp): void;
}

/** What one side said while it was not known whether it still speaks HTTP. */
export class HeldBytes {
  readonly #bytes = new TimedBytes();
  #gaps: HeldGap[] = [];
  #endedAt: Timestamp | null = null;

  get length(): number {
    return this.#bytes.length;
  }

  get gaps(): readonly HeldGap[] {
    return this.#gaps;
  }

  /** Capture time of the first byte; null where there is none. */
  get at(): Timestamp | null {
    return this.#bytes.length > 0 ? this.#bytes.timeAt(0) : null;
  }

  /** A view, valid until more is held. */
  view(start?: number, end?: number): Uint8Array {
    return this.#bytes.view(start, end);
  }

  /** Returns true when the bound is reached by these bytes. Nothing follows an end. */
  push(bytes: Uint8Array, at: Timestamp): boolean {
    if (this.#endedAt !== null) return false;
    const kept = Math.min(MAX_HELD_BYTES - this.#bytes.length, bytes.length);
    this.#bytes.append(bytes.subarray(0, kept), at);
    if (kept === bytes.length) return false;
    const first = this.#gaps.at(-1)?.offset !== MAX_HELD_BYTES;
    this.gap(bytes.length - kept, at);
    return first;
  }

  gap(missing: number, at: Timestamp): void {
    if (this.#endedAt !== null) return;
    const last = this.#gaps.at(-1);
    if (last?.offset === this.#bytes.length) {
      this.#gaps[this.#gaps.length - 1] = { ...last, missing: last.missing + missing };
    } else this.#gaps.push({ offset: this.#bytes.length, missing, at });
  }

  end(at: Timestamp): void {
    this.#endedAt = at;
  }

  /** Gives everything to `reader`, and holds nothing any more. */
  replay(reader: HeldReader): void {
    const gaps = this.#gaps;
    const endedAt = this.#endedAt;
    const pieces = this.#bytes.takePieces();
    this.#gaps = [];
    this.#endedAt = null;
    let offset = 0;
    let next = 0;
    for (const piece of pieces) {
      let from = 0;
      for (; next < gaps.length && gaps[next]!.offset < offset + piece.bytes.length; next += 1) {
        const until = gaps[next]!.offset - offset;
        reader.push(piece.bytes.subarray(from, until), piece.at);
        reader.gap(gaps[next]!.missing, gaps[next]!.at);
        from = until;
      }
      reader.push(piece.bytes.subarray(from), piece.at);
      offset += piece.bytes.length;
    }
    for (; next < gaps.length; next += 1) reader.gap(gaps[next]!.missing, gaps[next]!.at);
    if (endedAt !== null) reader.end(endedAt);
  }
}
