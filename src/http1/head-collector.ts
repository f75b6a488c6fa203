import type { Timestamp } from '../layer/origin.ts';
import { isStartLine, MAX_START_LINE_BYTES, type MessageRole, withoutLineEnd } from './start-line.ts';
import { TimedBytes } from './timed-bytes.ts';

/** As Go's http.DefaultMaxHeaderBytes; X-Registry-Config of many registries may be long. */
export const MAX_HEAD_BYTES = 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Finds the end of a head whose first byte is known: bytes in, the head's bytes out. A head that is whole
 * in one push is not copied.
 */
export class HeadCollector {
  /** `more`: nothing yet. `not-http`: the first line is no start line. `too-large`: the bound was reached. */
  outcome: 'more' | 'head' | 'not-http' | 'too-large' = 'more';
  /** The head with its empty line, once the outcome is `head`; valid until the next call. */
  head: Uint8Array = new Uint8Array(0);
  at: Timestamp = 0;
  readonly #role: MessageRole;
  #kept = new TimedBytes();
  #lineStart = 0;

  constructor(role: MessageRole) {
    this.#role = role;
  }

  /** Returns the offset up to which bytes were taken. */
  read(bytes: Uint8Array, offset: number, at: Timestamp): number {
    if (this.#kept.length === 0) {
      this.outcome = 'more';
      this.at = at;
      const end = headEnd(bytes, offset);
      const whole = end === -1 ? null : bytes.subarray(offset, end);
      if (whole !== null && whole.length <= MAX_HEAD_BYTES && this.#beginsWithStartLine(whole)) {
        this.outcome = 'head';
        this.head = whole;
        return end;
      }
    }
    return this.#readLines(bytes, offset, at);
  }

  /** The lines that are whole, of a head that breaks off; empty without a whole start line. */
  wholeLines(): Uint8Array {
    return this.#kept.view(0, this.#lineStart);
  }

  /** All that was taken since the head began; a view, valid until the next call. */
  all(): Uint8Array {
    return this.#kept.view();
  }

  /** All that was taken since the head began, given up. */
  takePieces(): ReturnType<TimedBytes['takePieces']> {
    this.#lineStart = 0;
    return this.#kept.takePieces();
  }

  get length(): number {
    return this.#kept.length;
  }

  reset(): void {
    this.#lineStart = 0;
    if (this.#kept.length > 0) this.#kept = new TimedBytes();
  }

  #readLines(bytes: Uint8Array, offset: number, at: Timestamp): number {
    let from = offset;
    while (from < bytes.length) {
      const lineEnd = bytes.indexOf(LF, from);
      const end = lineEnd === -1 ? bytes.length : lineEnd + 1;
      const inStartLine = this.#lineStart === 0;
      const room = (inStartLine ? MAX_START_LINE_BYTES : MAX_HEAD_BYTES) - this.#kept.length;
      if (end - from > room) {
        this.#kept.append(bytes.subarray(from, from + room), at);
        this.outcome = inStartLine ? 'not-http' : 'too-large';
        return from + room;
      }
      this.#kept.append(bytes.subarray(from, end), at);
      from = end;
      if (lineEnd === -1) break;
      const line = this.#kept.view(this.#lineStart);
      if (inStartLine && !isStartLine(this.#role, withoutLineEnd(latin1(line)))) {
        this.outcome = 'not-http';
        return from;
      }
      this.#lineStart = this.#kept.length;
      if (isEmptyLine(line)) {
        this.outcome = 'head';
        this.head = this.#kept.view();
        return from;
      }
    }
    return from;
  }

  #beginsWithStartLine(head: Uint8Array): boolean {
    const end = head.indexOf(LF);
    return (
      end < MAX_START_LINE_BYTES && isStartLine(this.#role, withoutLineEnd(latin1(head.subarray(0, end + 1))))
    );
  }
}

/** Offset behind the empty line that ends the head at `offset`, or -1. */
function headEnd(bytes: Uint8Array, offset: number): number {
  let lineStart = offset;
  for (;;) {
    const lineEnd = bytes.indexOf(LF, lineStart);
    if (lineEnd === -1) return -1;
    if (lineEnd === lineStart || (lineEnd === lineStart + 1 && bytes[lineStart] === CR)) return lineEnd + 1;
    lineStart = lineEnd + 1;
  }
}

export function isEmptyLine(line: Uint8Array): boolean {
  return (line.length === 1 && line[0] === LF) || (line.length === 2 && line[0] === CR && line[1] === LF);
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
