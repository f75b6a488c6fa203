import { NO_EVENTS } from '../layer/layer.ts';
import type { Timestamp } from '../layer/origin.ts';
import { FRAME_HEADER_BYTES, frameLength, frameStream, looksLikeFrameHeader } from './frame-header.ts';
import { hijackIssueCodes } from './issue-codes.ts';
import type { HijackEvent, StreamName } from './stream-event.ts';

/**
 * Docker's multiplexed stream: the daemon's bytes in, bytes of stdout and stderr out. Of a frame that is
 * not whole yet the bytes there are come out at once; at most a header is kept.
 */
export class MultiplexedStream {
  #step: 'header' | 'payload' | 'seeking' | 'raw' = 'header';
  readonly #header = new Uint8Array(FRAME_HEADER_BYTES);
  #headerBytes = 0;
  #headerAt: Timestamp = 0;
  #stream: StreamName = 'stdout';
  #remaining = 0;
  #skipped = 0;
  /** After a gap a header is only believed until the next one: a wrong one is no fault of the daemon's. */
  #guessed = false;

  push(bytes: Uint8Array, at: Timestamp): readonly HijackEvent[] {
    const events: HijackEvent[] = [];
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#step === 'payload') offset = this.#readPayload(bytes, offset, at, events);
      else if (this.#step === 'raw') {
        events.push({ kind: 'stream-bytes', stream: 'raw', bytes: bytes.subarray(offset), at });
        offset = bytes.length;
      } else offset = this.#readHeader(bytes, offset, at, events);
    }
    return events.length === 0 ? NO_EVENTS : events;
  }

  gap(missing: number, at: Timestamp): readonly HijackEvent[] {
    if (this.#step === 'raw') return [{ kind: 'stream-gap', stream: 'raw', missing, at }];
    if (this.#step === 'payload' && missing <= this.#remaining) {
      const { stream } = this.#take(missing);
      return [{ kind: 'stream-gap', stream, missing, at }];
    }
    this.#skipped += this.#headerBytes;
    this.#headerBytes = 0;
    this.#step = 'seeking';
    this.#guessed = true;
    return [{ kind: 'stream-gap', stream: null, missing, at }];
  }

  end(at: Timestamp): readonly HijackEvent[] {
    const events: HijackEvent[] = [];
    if (this.#step === 'seeking') {
      this.#skipped += this.#headerBytes;
      this.#reportSkipped(at, events);
    } else if (this.#headerBytes > 0 || this.#step === 'payload') {
      const message = hijackIssueCodes['hijack/frame-cut'];
      events.push({ kind: 'issue', code: 'hijack/frame-cut', message, at });
    }
    this.#headerBytes = 0;
    return events;
  }

  #readPayload(bytes: Uint8Array, from: number, at: Timestamp, events: HijackEvent[]): number {
    const end = Math.min(bytes.length, from + this.#remaining);
    const { stream } = this.#take(end - from);
    events.push({ kind: 'stream-bytes', stream, bytes: bytes.subarray(from, end), at });
    return end;
  }

  #take(count: number): { readonly stream: StreamName } {
    this.#remaining -= count;
    if (this.#remaining === 0) this.#step = 'header';
    return { stream: this.#stream };
  }

  #readHeader(bytes: Uint8Array, from: number, at: Timestamp, events: HijackEvent[]): number {
    if (this.#headerBytes === 0) this.#headerAt = at;
    const end = Math.min(bytes.length, from + FRAME_HEADER_BYTES - this.#headerBytes);
    this.#header.set(bytes.subarray(from, end), this.#headerBytes);
    this.#headerBytes += end - from;
    if (this.#headerBytes < FRAME_HEADER_BYTES) return end;
    const stream = frameStream(this.#header);
    const believed = this.#guessed ? looksLikeFrameHeader(this.#header) : stream !== null;
    if (stream !== null && believed) this.#beginFrame(stream, at, events);
    else if (this.#guessed) this.#seekOn();
    else this.#turnRaw(events);
    return end;
  }

  #beginFrame(stream: StreamName, at: Timestamp, events: HijackEvent[]): void {
    this.#reportSkipped(at, events);
    // A header right behind the frame that was found confirms it.
    if (this.#step === 'header') this.#guessed = false;
    this.#headerBytes = 0;
    this.#stream = stream;
    this.#remaining = frameLength(this.#header);
    this.#step = this.#remaining === 0 ? 'header' : 'payload';
  }

  /** These eight bytes are no header: the next seven and one more may be. */
  #seekOn(): void {
    this.#step = 'seeking';
    this.#header.copyWithin(0, 1);
    this.#headerBytes -= 1;
    this.#skipped += 1;
  }

  #turnRaw(events: HijackEvent[]): void {
    const at = this.#headerAt;
    const message = hijackIssueCodes['hijack/bad-frame-header'];
    events.push({ kind: 'issue', code: 'hijack/bad-frame-header', message, at });
    events.push({ kind: 'stream-bytes', stream: 'raw', bytes: this.#header.slice(), at });
    this.#headerBytes = 0;
    this.#step = 'raw';
  }

  #reportSkipped(at: Timestamp, events: HijackEvent[]): void {
    if (this.#skipped === 0) return;
    const message = `${this.#skipped} bytes were skipped: no frame begins in them.`;
    events.push({ kind: 'issue', code: 'hijack/skipped', message, at, actual: this.#skipped });
    this.#skipped = 0;
  }
}
