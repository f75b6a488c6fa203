import type { Issue } from '../layer/issue.ts';
import { NO_EVENTS } from '../layer/layer.ts';
import type { Timestamp } from '../layer/origin.ts';
import { hijackIssueCodes } from './issue-codes.ts';

/** RFC 6455, section 5.2. Continuations carry the opcode of the message that they continue. */
export type WebsocketOpcode = 'text' | 'binary' | 'close' | 'ping' | 'pong';

export type WebsocketEvent =
  | {
      /** Unmasked payload, as it comes: a message may be many of these. */
      readonly kind: 'websocket-bytes';
      readonly opcode: WebsocketOpcode;
      readonly bytes: Uint8Array;
      readonly at: Timestamp;
    }
  | { readonly kind: 'websocket-gap'; readonly missing: number; readonly at: Timestamp }
  | Issue;

const OPCODES: Readonly<Record<number, WebsocketOpcode>> = {
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
};
/** Two bytes, eight of an extended length, four of the mask. */
const LONGEST_HEADER = 14;

/** Frames of one side of a websocket (`/containers/{id}/attach/ws`): bytes in, payload bytes out. */
export class WebsocketFrames {
  #step: 'header' | 'payload' | 'broken' = 'header';
  readonly #header = new Uint8Array(LONGEST_HEADER);
  #headerBytes = 0;
  #opcode: WebsocketOpcode = 'binary';
  #messageOpcode: WebsocketOpcode = 'binary';
  #remaining = 0;
  #mask: Uint8Array | null = null;
  #maskOffset = 0;

  push(bytes: Uint8Array, at: Timestamp): readonly WebsocketEvent[] {
    if (this.#step === 'broken') return NO_EVENTS;
    const events: WebsocketEvent[] = [];
    let offset = 0;
    while (offset < bytes.length && this.isReadable()) {
      if (this.#step === 'payload') {
        const end = Math.min(bytes.length, offset + this.#remaining);
        const payload = this.#unmask(bytes.subarray(offset, end));
        events.push({ kind: 'websocket-bytes', opcode: this.#opcode, bytes: payload, at });
        this.#take(end - offset);
        offset = end;
        continue;
      }
      this.#header[this.#headerBytes] = bytes[offset]!;
      this.#headerBytes += 1;
      offset += 1;
      if (this.#headerBytes >= 2 && this.#headerBytes === this.#headerLength()) this.#beginFrame(at, events);
    }
    return events;
  }

  /** A gap inside a payload goes on by count; the place of the next frame is not known after another. */
  gap(missing: number, at: Timestamp): readonly WebsocketEvent[] {
    if (this.#step === 'broken') return NO_EVENTS;
    if (this.#step === 'payload' && missing <= this.#remaining) this.#take(missing);
    else this.#step = 'broken';
    return [{ kind: 'websocket-gap', missing, at }];
  }

  /** False once nothing more can be read of this side. */
  isReadable(): boolean {
    return this.#step !== 'broken';
  }

  #headerLength(): number {
    const length = this.#header[1]! & 0x7f;
    return 2 + (length === 127 ? 8 : length === 126 ? 2 : 0) + (this.#header[1]! & 0x80 ? 4 : 0);
  }

  #beginFrame(at: Timestamp, events: WebsocketEvent[]): void {
    const first = this.#header[0]!;
    const view = new DataView(this.#header.buffer);
    const short = this.#header[1]! & 0x7f;
    const length = short === 127 ? Number(view.getBigUint64(2)) : short === 126 ? view.getUint16(2) : short;
    const code = first & 0x0f;
    const opcode = code === 0 ? this.#messageOpcode : OPCODES[code];
    this.#mask =
      this.#header[1]! & 0x80 ? this.#header.slice(this.#headerBytes - 4, this.#headerBytes) : null;
    this.#headerBytes = 0;
    if (opcode === undefined || (first & 0x70) !== 0 || !Number.isSafeInteger(length)) {
      this.#step = 'broken';
      const message = hijackIssueCodes['hijack/websocket-broken'];
      events.push({ kind: 'issue', code: 'hijack/websocket-broken', message, at });
      return;
    }
    // Control frames may stand between the fragments of a message (section 5.4).
    if (code < 8) this.#messageOpcode = opcode;
    this.#opcode = opcode;
    this.#remaining = length;
    this.#maskOffset = 0;
    this.#step = length === 0 ? 'header' : 'payload';
  }

  #unmask(bytes: Uint8Array): Uint8Array {
    const mask = this.#mask;
    if (mask === null) return bytes;
    const offset = this.#maskOffset;
    return bytes.map((byte, index) => byte ^ mask[(offset + index) & 3]!);
  }

  #take(count: number): void {
    this.#remaining -= count;
    this.#maskOffset = (this.#maskOffset + count) & 3;
    if (this.#remaining === 0) this.#step = 'header';
  }
}
