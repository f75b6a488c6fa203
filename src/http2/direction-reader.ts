import type { Timestamp } from '../layer/origin.ts';
import { FrameReader, type FrameSink, type WireSink } from './frame-reader.ts';
import { type FrameHeader, flags, frameTypes } from './frames/frame-header.ts';
import { type Goaway, readGoaway } from './frames/goaway.ts';
import { readHeaders } from './frames/headers.ts';
import { isPingAnswer } from './frames/ping.ts';
import { readPushPromise } from './frames/push-promise.ts';
import { readRstStream } from './frames/rst-stream.ts';
import { readSettings } from './frames/settings.ts';
import { readWindowUpdate } from './frames/window-update.ts';
import { type BlockStart, HeaderBlockCollector } from './header-block-collector.ts';
import { type HeaderBlock, HpackDecoder } from './hpack/hpack-decoder.ts';
import { Http2Side } from './http2-side.ts';
import { type Http2IssueCode, http2IssueCodes } from './issue-codes.ts';

/** Who is told what one side of the connection says. */
export interface DirectionSink extends Pick<FrameSink, 'preface' | 'data' | 'dataGap' | 'lost' | 'wire'> {
  headers(start: BlockStart, block: HeaderBlock): void;
  /** A DATA frame is over. */
  dataEnd(stream: number, endStream: boolean, at: Timestamp): void;
  /** What this frame says of its stream was not read. */
  unread(stream: number, endStream: boolean, at: Timestamp): void;
  reset(stream: number, errorCode: number, at: Timestamp): void;
  goaway(goaway: Goaway, at: Timestamp): void;
  maxFrameSize(bytes: number): void;
  /** `stream` is null for what concerns the connection. */
  issue(code: Http2IssueCode, message: string, at: Timestamp, stream: number | null): void;
}

/** One side's frames with their meaning: header blocks decoded, settings and windows counted. */
export class DirectionReader implements FrameSink {
  readonly side = new Http2Side();
  readonly wire: WireSink | null;
  readonly #sink: DirectionSink;
  readonly #frames: FrameReader;
  readonly #hpack: HpackDecoder;
  readonly #block = new HeaderBlockCollector();

  constructor(sink: DirectionSink, joinedLate: boolean) {
    this.#sink = sink;
    this.wire = sink.wire;
    this.#frames = new FrameReader(this, joinedLate);
    this.#hpack = new HpackDecoder(joinedLate);
  }

  push(bytes: Uint8Array, at: Timestamp): void {
    this.#frames.push(bytes, at);
  }

  gap(missing: number, at: Timestamp): void {
    this.#frames.gap(missing, at);
  }

  end(at: Timestamp): void {
    this.#frames.end(at);
  }

  /** The other side will take frames of this size; a frame on its way may be of the size before. */
  allowFrameSize(bytes: number): void {
    this.#frames.maxFrameSize = Math.max(this.#frames.maxFrameSize, bytes);
  }

  preface(at: Timestamp): void {
    this.#sink.preface(at);
  }

  data(stream: number, bytes: Uint8Array, at: Timestamp, frameStart: boolean): void {
    this.side.dataBytes += bytes.length;
    this.#sink.data(stream, bytes, at, frameStart);
  }

  dataEnd(header: FrameHeader, at: Timestamp): void {
    this.#noBlock(at);
    this.side.count(header.type);
    this.#sink.dataEnd(header.stream, (header.flags & flags.endStream) !== 0, at);
  }

  dataGap(stream: number, missing: number, at: Timestamp): void {
    this.#sink.dataGap(stream, missing, at);
  }

  lost(missing: number, at: Timestamp): void {
    this.#hpack.lose();
    this.#block.reset();
    this.#sink.lost(missing, at);
  }

  passedOver(header: FrameHeader, at: Timestamp): void {
    this.side.count(header.type);
    if (isOfBlock(header.type)) {
      this.#hpack.lose();
      this.#block.reset();
    }
    const ends = header.type === frameTypes.data || header.type === frameTypes.headers;
    if (header.stream === 0) return;
    this.#sink.unread(header.stream, ends && (header.flags & flags.endStream) !== 0, at);
  }

  issue(code: Http2IssueCode, message: string, at: Timestamp): void {
    this.#sink.issue(code, message, at, null);
  }

  frame(header: FrameHeader, payload: Uint8Array, at: Timestamp): void {
    this.side.count(header.type);
    if (header.type !== frameTypes.continuation) this.#noBlock(at);
    const { stream } = header;
    switch (header.type) {
      case frameTypes.headers: {
        const headers = readHeaders(payload, header.flags);
        if (headers === null) this.#badBlock(header, at);
        else {
          const endStream = (header.flags & flags.endStream) !== 0;
          this.#beginBlock({ kind: 'headers', stream, endStream, at }, headers.fragment, header);
        }
        break;
      }
      case frameTypes.pushPromise: {
        const promise = readPushPromise(payload, header.flags);
        if (promise === null) this.#badBlock(header, at);
        else {
          this.#sink.issue('http2/push-promise', http2IssueCodes['http2/push-promise'], at, stream);
          this.#beginBlock({ kind: 'push-promise', stream, endStream: false, at }, promise.fragment, header);
        }
        break;
      }
      case frameTypes.continuation:
        this.#continueBlock(header, payload, at);
        break;
      case frameTypes.rstStream:
        this.#sink.reset(stream, readRstStream(payload), at);
        break;
      case frameTypes.goaway:
        this.#sink.goaway(readGoaway(payload), at);
        break;
      case frameTypes.settings:
        this.#settings(payload);
        break;
      case frameTypes.ping:
        if (!isPingAnswer(header.flags)) this.side.pings += 1;
        break;
      case frameTypes.windowUpdate:
        this.side.windowBytes += readWindowUpdate(payload);
        break;
    }
  }

  #settings(payload: Uint8Array): void {
    for (const [name, value] of readSettings(payload)) {
      this.side.set(name, value);
      if (name === 'max-frame-size') this.#sink.maxFrameSize(value);
    }
  }

  #beginBlock(start: BlockStart, fragment: Uint8Array, header: FrameHeader): void {
    this.#block.begin(start);
    this.#addToBlock(start, fragment, header);
  }

  #continueBlock(header: FrameHeader, fragment: Uint8Array, at: Timestamp): void {
    const { open } = this.#block;
    if (open === null || open.stream !== header.stream) {
      // The frame that it goes on from is lost, or was given up.
      this.#block.reset();
      this.#hpack.lose();
      this.#sink.unread(header.stream, false, at);
      return;
    }
    this.#addToBlock(open, fragment, header);
  }

  #addToBlock(start: BlockStart, fragment: Uint8Array, header: FrameHeader): void {
    const whole = this.#block.add(fragment, (header.flags & flags.endHeaders) !== 0);
    if (whole === null) return;
    this.#block.reset();
    if (whole === 'too-large' || whole === 'flood') {
      const code = whole === 'flood' ? 'http2/continuation-flood' : 'http2/headers-too-large';
      this.#sink.issue(code, http2IssueCodes[code], start.at, start.stream);
      this.#hpack.lose();
      this.#sink.unread(start.stream, start.endStream, start.at);
      return;
    }
    const block = this.#hpack.decode(whole);
    if (block.outcome !== 'whole') {
      const code = block.outcome === 'broken' ? 'http2/headers-broken' : 'http2/headers-too-large';
      this.#sink.issue(code, http2IssueCodes[code], start.at, start.stream);
    }
    if (start.kind === 'headers') this.#sink.headers(start, block);
  }

  #badBlock(header: FrameHeader, at: Timestamp): void {
    this.#sink.issue('http2/bad-frame', 'padding or priority does not fit in its frame.', at, header.stream);
    this.#hpack.lose();
    this.#sink.unread(header.stream, (header.flags & flags.endStream) !== 0, at);
  }

  /** Nothing may come between the frames of a block (RFC 9113, section 6.10). */
  #noBlock(at: Timestamp): void {
    const { open } = this.#block;
    if (open === null) return;
    this.#sink.issue('http2/block-interrupted', http2IssueCodes['http2/block-interrupted'], at, open.stream);
    this.#block.reset();
    this.#hpack.lose();
    this.#sink.unread(open.stream, open.endStream, at);
  }
}

function isOfBlock(type: number): boolean {
  return type === frameTypes.headers || type === frameTypes.pushPromise || type === frameTypes.continuation;
}
