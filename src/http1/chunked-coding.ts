// The chunked coding (RFC 9112, section 7.1): framing bytes in, where data lies and how it ends out.
import { TimedBytes } from './timed-bytes.ts';

/** Go's server and client refuse longer chunk lines too (net/http/internal/chunked.go, maxLineLength). */
export const MAX_CHUNK_LINE_BYTES = 4096;

/** Trailers beyond this make the coding broken; Docker sends none. */
export const MAX_TRAILER_BYTES = 64 * 1024;

/**
 * `size`, `extension`: in a chunk's first line. `data`: `remaining` bytes of data follow. `data-end`: the
 * line end after them. `trailers`: after the last chunk. `over`: the body has ended. `broken`: what is at
 * the offset cannot be chunked coding.
 */
export type ChunkStep = 'size' | 'extension' | 'data' | 'data-end' | 'trailers' | 'over' | 'broken';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const SEMICOLON = 0x3b;

export class ChunkedCoding {
  step: ChunkStep = 'size';
  /** Data bytes of this chunk that are still to come. */
  remaining = 0;
  #digits = 0;
  #lineBytes = 0;
  #sawCr = false;
  #trailers: TimedBytes | null = null;
  #trailerLineStart = 0;

  /** Whole trailer lines, with the empty one. */
  get trailerBytes(): Uint8Array {
    return this.#trailers?.view() ?? new Uint8Array(0);
  }

  /** Begins inside the data of a chunk that has `remaining` bytes to go (after a gap). */
  startInData(remaining: number): void {
    this.remaining = remaining;
    this.step = 'data';
  }

  /** `count` data bytes were taken by the caller, or are known to be lost. */
  dataTaken(count: number): void {
    this.remaining -= count;
    if (this.remaining === 0) this.step = 'data-end';
  }

  /** Reads framing from `offset` until there is data, an end, or no byte more; returns where it stopped. */
  readFraming(bytes: Uint8Array, offset: number): number {
    let at = offset;
    while (at < bytes.length) {
      switch (this.step) {
        case 'size':
          at = this.#readSize(bytes, at);
          break;
        case 'extension':
          at = this.#readExtension(bytes, at);
          break;
        case 'data-end':
          at = this.#readDataEnd(bytes, at);
          break;
        case 'trailers':
          at = this.#readTrailers(bytes, at);
          break;
        default:
          return at;
      }
    }
    return at;
  }

  #readSize(bytes: Uint8Array, offset: number): number {
    for (let at = offset; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      const digit = hexDigit(byte);
      if (digit !== -1) {
        this.remaining = this.remaining * 16 + digit;
        this.#digits += 1;
        this.#lineBytes += 1;
        if (this.remaining > Number.MAX_SAFE_INTEGER || this.#lineBytes > MAX_CHUNK_LINE_BYTES) {
          return this.#break(at);
        }
        continue;
      }
      const ends = byte === LF || byte === CR || byte === SEMICOLON || byte === SPACE || byte === TAB;
      if (this.#digits === 0 || !ends) return this.#break(at);
      this.step = 'extension';
      return at;
    }
    return bytes.length;
  }

  /** The rest of the line: white space, extensions (which mean nothing here), line end. */
  #readExtension(bytes: Uint8Array, offset: number): number {
    const lineEnd = bytes.indexOf(LF, offset);
    const end = lineEnd === -1 ? bytes.length : lineEnd + 1;
    const room = MAX_CHUNK_LINE_BYTES - this.#lineBytes;
    if (end - offset > room) return this.#break(offset + room);
    this.#lineBytes += end - offset;
    if (lineEnd === -1) return end;
    this.step = this.remaining === 0 ? 'trailers' : 'data';
    this.#digits = 0;
    this.#lineBytes = 0;
    return end;
  }

  #readDataEnd(bytes: Uint8Array, offset: number): number {
    const byte = bytes[offset];
    if (byte === CR && !this.#sawCr) {
      this.#sawCr = true;
      return offset + 1;
    }
    this.#sawCr = false;
    if (byte !== LF) return this.#break(offset);
    this.step = 'size';
    return offset + 1;
  }

  #readTrailers(bytes: Uint8Array, offset: number): number {
    this.#trailers ??= new TimedBytes();
    const lineEnd = bytes.indexOf(LF, offset);
    const end = lineEnd === -1 ? bytes.length : lineEnd + 1;
    if (this.#trailers.length + end - offset > MAX_TRAILER_BYTES) {
      return this.#break(offset + MAX_TRAILER_BYTES - this.#trailers.length);
    }
    this.#trailers.append(bytes.subarray(offset, end), 0);
    if (lineEnd === -1) return end;
    const line = this.#trailers.view(this.#trailerLineStart);
    this.#trailerLineStart = this.#trailers.length;
    if (line.length === 1 || (line.length === 2 && line[0] === CR)) this.step = 'over';
    return end;
  }

  #break(offset: number): number {
    this.step = 'broken';
    return offset;
  }
}

/** Value of an ASCII hexadecimal digit, or -1. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
