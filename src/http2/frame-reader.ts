import type { Timestamp } from '../layer/origin.ts';
import { FrameSearch } from './frame-search.ts';
import { dataParts, isPadded } from './frames/data.ts';
import {
  DEFAULT_MAX_FRAME_SIZE,
  FRAME_HEADER_BYTES,
  type FrameHeader,
  frameTypes,
  readFrameHeader,
} from './frames/frame-header.ts';
import { headerProblem } from './frames/frame-rules.ts';
import { type Http2IssueCode, http2IssueCodes } from './issue-codes.ts';
import { beginsWithPreface, PREFACE } from './preface.ts';

/** Longest frame that is read whole. The largest header lists of Go's servers fit; content passes unkept. */
export const MAX_WHOLE_FRAME_BYTES = 1024 * 1024;

/** Who is told what one side's bytes hold. Bytes are views, valid during the call. */
export interface FrameSink {
  preface(at: Timestamp): void;
  /** Any frame but DATA, whole. */
  frame(header: FrameHeader, payload: Uint8Array, at: Timestamp): void;
  /** A part of a DATA frame's content; `frameStart` where it is the first one. */
  data(stream: number, bytes: Uint8Array, at: Timestamp, frameStart: boolean): void;
  /** A DATA frame is over. */
  dataEnd(header: FrameHeader, at: Timestamp): void;
  /** Content of a DATA frame is missing. */
  dataGap(stream: number, missing: number, at: Timestamp): void;
  /** Bytes are missing that may have held any frames. */
  lost(missing: number, at: Timestamp): void;
  /** A frame of this header is not handed on: broken, or too large. */
  passedOver(header: FrameHeader, at: Timestamp): void;
  issue(code: Http2IssueCode, message: string, at: Timestamp): void;
  /** Takes bytes of a frame as they were sent, before what they mean; null where nobody asked for them. */
  readonly wire: WireSink | null;
}

export type WireSink = (
  header: FrameHeader,
  part: 'header' | 'payload',
  bytes: Uint8Array,
  at: Timestamp,
) => void;

type Step =
  | 'start'
  | 'preface'
  | 'header'
  | 'pad-length'
  | 'content'
  | 'padding'
  | 'payload'
  | 'passing-over'
  | 'seeking';

/**
 * HTTP/2 framing of one direction (RFC 9113, section 4): bytes in, frames out. Content is handed on as it
 * comes, without a copy; any other frame is collected. After lost bytes it goes on by count where the hole
 * is inside of content, and otherwise looks for the next frame.
 */
export class FrameReader {
  /** Longest frame that this side may send, as the other one has announced. */
  maxFrameSize: number;
  readonly #sink: FrameSink;
  readonly #wire: WireSink | null;
  readonly #joinedLate: boolean;
  #step: Step = 'start';
  #search: FrameSearch | null = null;
  /** Where the search ended, to be read next. */
  #found: Uint8Array | null = null;
  /** Bytes of a preface, a header or a payload that is not whole yet. */
  #kept = new Uint8Array(64);
  #keptBytes = 0;
  #header: FrameHeader = { length: 0, type: 0, flags: 0, stream: 0 };
  #frameAt: Timestamp = 0;
  /** Bytes left of the step: content, padding, or what is passed over. */
  #remaining = 0;
  #padding = 0;
  #frameStart = false;

  /** Joined late, the first byte need not be the first of a frame. */
  constructor(sink: FrameSink, joinedLate: boolean) {
    this.#sink = sink;
    this.#wire = sink.wire;
    this.#joinedLate = joinedLate;
    this.maxFrameSize = joinedLate ? MAX_WHOLE_FRAME_BYTES : DEFAULT_MAX_FRAME_SIZE;
  }

  push(bytes: Uint8Array, at: Timestamp): void {
    let current = bytes;
    let offset = 0;
    while (offset < current.length) {
      offset = this.#read(current, offset, at);
      if (this.#found === null) continue;
      current = this.#found;
      offset = 0;
      this.#found = null;
    }
  }

  gap(missing: number, at: Timestamp): void {
    let lost = missing;
    if (this.#step === 'content') {
      const ofContent = Math.min(lost, this.#remaining);
      this.#sink.dataGap(this.#header.stream, ofContent, at);
      this.#frameStart = false;
      lost -= ofContent;
      this.#take(ofContent, at);
    }
    if (this.#step === 'padding' || this.#step === 'passing-over') {
      const skipped = Math.min(lost, this.#remaining);
      lost -= skipped;
      this.#take(skipped, at);
    }
    if (lost === 0) return;
    this.#keptBytes = 0;
    this.#seek();
    this.#sink.lost(lost, at);
  }

  end(at: Timestamp): void {
    const inside = this.#step !== 'seeking' && (this.#keptBytes > 0 || this.#remaining > 0);
    if (inside) this.#issue('http2/frame-cut', http2IssueCodes['http2/frame-cut'], at);
    if (this.#search !== null) this.#reportSkipped(this.#search.skipped, at);
  }

  /** Takes something from `offset` on, and returns the offset behind it. */
  #read(bytes: Uint8Array, offset: number, at: Timestamp): number {
    switch (this.#step) {
      case 'start':
        // No frame begins so: it would be of five million bytes.
        if (bytes[offset] === PREFACE[0]) this.#step = 'preface';
        else if (this.#joinedLate) this.#seek();
        else this.#step = 'header';
        return offset;
      case 'preface':
        return this.#readPreface(bytes, offset, at);
      case 'header':
        return this.#readHeader(bytes, offset, at);
      case 'pad-length':
        this.#wire?.(this.#header, 'payload', bytes.subarray(offset, offset + 1), at);
        this.#beginContent(bytes[offset]!, at);
        return offset + 1;
      case 'content': {
        const end = Math.min(bytes.length, offset + this.#remaining);
        this.#wire?.(this.#header, 'payload', bytes.subarray(offset, end), at);
        this.#sink.data(this.#header.stream, bytes.subarray(offset, end), at, this.#frameStart);
        this.#frameStart = false;
        this.#take(end - offset, at);
        return end;
      }
      case 'padding':
      case 'passing-over': {
        const end = Math.min(bytes.length, offset + this.#remaining);
        this.#wire?.(this.#header, 'payload', bytes.subarray(offset, end), at);
        this.#take(end - offset, at);
        return end;
      }
      case 'payload':
        return this.#readPayload(bytes, offset);
      case 'seeking':
        return this.#readSeeking(bytes, offset, at);
    }
  }

  #readPreface(bytes: Uint8Array, offset: number, at: Timestamp): number {
    if (this.#keptBytes === 0) this.#frameAt = at;
    const end = this.#keep(bytes, offset, PREFACE.length);
    const kept = this.#kept.subarray(0, this.#keptBytes);
    const whole = beginsWithPreface(kept);
    if (whole === false) {
      this.#issue('http2/bad-preface', http2IssueCodes['http2/bad-preface'], this.#frameAt);
      this.#keptBytes = 0;
      this.#seek();
    } else if (whole === true) {
      this.#keptBytes = 0;
      this.#step = 'header';
      this.#sink.preface(this.#frameAt);
    }
    return end;
  }

  #readHeader(bytes: Uint8Array, offset: number, at: Timestamp): number {
    if (this.#keptBytes === 0) {
      this.#frameAt = at;
      if (bytes.length - offset >= FRAME_HEADER_BYTES) {
        this.#begin(readFrameHeader(bytes, offset), bytes.subarray(offset, offset + FRAME_HEADER_BYTES), at);
        return this.#step === 'payload'
          ? this.#readPayload(bytes, offset + FRAME_HEADER_BYTES)
          : offset + FRAME_HEADER_BYTES;
      }
    }
    const end = this.#keep(bytes, offset, FRAME_HEADER_BYTES);
    if (this.#keptBytes < FRAME_HEADER_BYTES) return end;
    this.#keptBytes = 0;
    this.#begin(readFrameHeader(this.#kept), this.#kept.subarray(0, FRAME_HEADER_BYTES), at);
    return this.#step === 'payload' && this.#header.length === 0 ? this.#readPayload(bytes, end) : end;
  }

  #begin(header: FrameHeader, bytes: Uint8Array, at: Timestamp): void {
    this.#header = header;
    const problem = headerProblem(header, this.maxFrameSize);
    if (problem === null || header.length <= this.maxFrameSize) {
      this.#wire?.(header, 'header', bytes, this.#frameAt);
    }
    if (problem !== null) this.#issue('http2/bad-frame', `${problem}.`, this.#frameAt);
    if (problem !== null && header.length > this.maxFrameSize) {
      // A length like this is no length: the framing itself is lost.
      this.#seek();
      this.#sink.lost(0, at);
    } else if (problem !== null) {
      this.#passOver(at);
    } else if (header.type === frameTypes.data) {
      this.#frameStart = true;
      if (!isPadded(header)) this.#beginContent(null, at);
      else this.#step = 'pad-length';
    } else if (header.length > MAX_WHOLE_FRAME_BYTES) {
      this.#issue('http2/frame-too-large', http2IssueCodes['http2/frame-too-large'], this.#frameAt);
      this.#passOver(at);
    } else {
      this.#step = 'payload';
    }
  }

  #passOver(at: Timestamp): void {
    this.#sink.passedOver(this.#header, this.#frameAt);
    this.#step = 'passing-over';
    this.#remaining = this.#header.length;
    this.#take(0, at);
  }

  #beginContent(padLength: number | null, at: Timestamp): void {
    const parts = dataParts(this.#header, padLength);
    if (parts === null) {
      this.#issue('http2/bad-frame', 'a DATA frame with more padding than it holds.', this.#frameAt);
      this.#sink.dataGap(this.#header.stream, 0, at);
    }
    this.#step = 'content';
    this.#remaining = parts?.content ?? 0;
    this.#padding = parts?.padding ?? this.#header.length - 1;
    this.#take(0, at);
  }

  /** Counts bytes of the step as done, and goes on to the next one where it is over. */
  #take(count: number, at: Timestamp): void {
    this.#remaining -= count;
    if (this.#remaining > 0) return;
    if (this.#step === 'content') {
      this.#step = 'padding';
      this.#remaining = this.#padding;
      if (this.#remaining > 0) return;
    }
    if (this.#step === 'padding') this.#sink.dataEnd(this.#header, at);
    this.#step = 'header';
  }

  #readPayload(bytes: Uint8Array, offset: number): number {
    const { length } = this.#header;
    if (this.#keptBytes === 0 && bytes.length - offset >= length) {
      this.#step = 'header';
      this.#wire?.(this.#header, 'payload', bytes.subarray(offset, offset + length), this.#frameAt);
      this.#sink.frame(this.#header, bytes.subarray(offset, offset + length), this.#frameAt);
      return offset + length;
    }
    const end = this.#keep(bytes, offset, length);
    if (this.#keptBytes < length) return end;
    this.#keptBytes = 0;
    this.#step = 'header';
    this.#wire?.(this.#header, 'payload', this.#kept.subarray(0, length), this.#frameAt);
    this.#sink.frame(this.#header, this.#kept.subarray(0, length), this.#frameAt);
    return end;
  }

  #seek(): void {
    this.#step = 'seeking';
    this.#search = new FrameSearch(this.#search?.skipped);
  }

  #readSeeking(bytes: Uint8Array, offset: number, at: Timestamp): number {
    const found = this.#search!.push(
      bytes.subarray(offset),
      Math.min(this.maxFrameSize, MAX_WHOLE_FRAME_BYTES),
    );
    if (found === null) return bytes.length;
    this.#search = null;
    this.#step = 'header';
    this.#reportSkipped(found.skipped, at);
    this.#found = found.bytes;
    return bytes.length;
  }

  #reportSkipped(skipped: number, at: Timestamp): void {
    if (skipped === 0) return;
    this.#issue('http2/skipped', `${skipped} bytes were skipped: no frame is known to begin in them.`, at);
  }

  /** Keeps bytes until there are `wanted`; returns the offset behind those it took. */
  #keep(bytes: Uint8Array, offset: number, wanted: number): number {
    const end = Math.min(bytes.length, offset + wanted - this.#keptBytes);
    const length = this.#keptBytes + end - offset;
    if (length > this.#kept.length) {
      const grown = new Uint8Array(Math.max(length, Math.min(wanted, this.#kept.length * 2)));
      grown.set(this.#kept.subarray(0, this.#keptBytes));
      this.#kept = grown;
    }
    this.#kept.set(bytes.subarray(offset, end), this.#keptBytes);
    this.#keptBytes = length;
    return end;
  }

  #issue(code: Http2IssueCode, message: string, at: Timestamp): void {
    this.#sink.issue(code, message, at);
  }
}
