import type { Timestamp } from '../layer/origin.ts';
import { isEmptyLine, latin1, MAX_HEAD_BYTES } from './head-collector.ts';
import {
  MAX_START_LINE_BYTES,
  type MessageRole,
  startLineOffset,
  VERSION_PREFIX,
  withoutLineEnd,
} from './start-line.ts';
import { TimedBytes } from './timed-bytes.ts';

/** A larger chunk size found while seeking is taken for noise. Go writes chunks of up to 32 KiB here. */
export const MAX_PLAUSIBLE_CHUNK = 16 * 1024 * 1024;

export type NextStartFound =
  | { readonly kind: 'head'; readonly bytes: Uint8Array; readonly at: Timestamp }
  /** The first line of a chunk was read; `size` 0 is the last chunk with an empty trailer section. */
  | { readonly kind: 'chunk'; readonly size: number };

const LF = 0x0a;
const CR = 0x0d;
const LONGEST_CHUNK_LINE = 64;
const FIELD_LINE = /^(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+[ \t]*:|[ \t])/;
const CHUNK_LINE = /^([0-9a-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n$/i;

/**
 * Finds where reading can go on once the place in the stream is lost. A head counts only when all of it
 * has come and every line of it is a field, because a body may quote a start line. A chunk counts when its
 * line stands between two CRLFs. Each byte is looked at a fixed number of times, whatever the bytes.
 */
export class NextStart {
  found: NextStartFound | null = null;
  readonly #role: MessageRole;
  readonly #chunks: boolean;
  #skipped = 0;
  /** A candidate's lines and the line that is not whole yet. */
  #kept = new TimedBytes();
  #lineStart = 0;
  #candidate: 'head' | 'last-chunk' | null = null;
  #afterCrLf = false;
  /** The candidate begins inside a line, where a text may quote a start line: it must have a field. */
  #needsField = false;

  /** `chunks`: the loss was inside a chunked body, whose next chunk will do as well. */
  constructor(role: MessageRole, chunks: boolean) {
    this.#role = role;
    this.#chunks = chunks;
  }

  /** Bytes given so far that are not part of what was found. */
  get skipped(): number {
    return this.#skipped + (this.found === null ? this.#kept.length : 0);
  }

  /** Returns the offset up to which bytes were taken; stops behind what it found. */
  read(bytes: Uint8Array, offset: number, at: Timestamp): number {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let from = offset;
    let version = buffer.indexOf(VERSION_PREFIX, from);
    while (from < bytes.length) {
      if (this.#kept.length === 0 && version === -1 && !this.#chunks) {
        // No line that lies whole in these bytes is a start line; the last one may become one.
        const rest = Math.max(from, bytes.lastIndexOf(LF) + 1);
        this.#skipped += rest - from;
        this.#keepPartOfLine(bytes.subarray(rest), at);
        return bytes.length;
      }
      const lineEnd = bytes.indexOf(LF, from);
      if (lineEnd === -1) {
        this.#keepPartOfLine(bytes.subarray(from), at);
        return bytes.length;
      }
      const end = lineEnd + 1;
      if (version !== -1 && version < from) version = buffer.indexOf(VERSION_PREFIX, from);
      const plain = this.#kept.length === 0 && (version === -1 || version >= end);
      if (plain && !this.#maybeChunkLine(end - from)) {
        this.#skipped += end - from;
        this.#afterCrLf = lineEnd > from && bytes[lineEnd - 1] === CR;
        from = end;
        continue;
      }
      this.#keepPartOfLine(bytes.subarray(from, end), at);
      from = end;
      this.#wholeLine();
      if (this.found !== null) return from;
    }
    return from;
  }

  #maybeChunkLine(length: number): boolean {
    return this.#chunks && this.#afterCrLf && length <= LONGEST_CHUNK_LINE;
  }

  #keepPartOfLine(bytes: Uint8Array, at: Timestamp): void {
    this.#kept.append(bytes, at);
    if (this.#candidate === 'head') {
      if (this.#kept.length > MAX_HEAD_BYTES) this.#dropCandidate();
      else return;
    }
    const line = this.#kept.length - this.#lineStart;
    if (this.#candidate === 'last-chunk' && line > 2) this.#dropCandidate();
    // Of a line that never ends only the last bytes can be a start line.
    if (line > 2 * MAX_START_LINE_BYTES) this.#skip(line - MAX_START_LINE_BYTES);
  }

  /** What follows `#lineStart` is a whole line. */
  #wholeLine(): void {
    const line = this.#kept.view(this.#lineStart);
    const empty = isEmptyLine(line);
    if (this.#candidate === 'head') {
      if (empty && !this.#needsField) {
        this.found = { kind: 'head', bytes: this.#kept.view(), at: this.#kept.timeAt(0) };
        return;
      }
      if (FIELD_LINE.test(latin1(line.subarray(0, MAX_START_LINE_BYTES)))) {
        this.#needsField = false;
        this.#lineStart = this.#kept.length;
        return;
      }
    }
    if (this.#candidate === 'last-chunk' && empty) {
      this.found = { kind: 'chunk', size: 0 };
      return;
    }
    if (this.#candidate !== null) this.#dropCandidate();
    this.#firstLine(latin1(this.#kept.view().subarray(-MAX_START_LINE_BYTES)));
  }

  /** The only line kept may begin a candidate. */
  #firstLine(text: string): void {
    const start = startLineOffset(this.#role, withoutLineEnd(text));
    if (start !== -1) {
      const before = this.#kept.length - text.length + start;
      this.#skip(before);
      this.#needsField = before > 0;
      this.#candidate = 'head';
      this.#lineStart = this.#kept.length;
      return;
    }
    const size = this.#maybeChunkLine(this.#kept.length) ? CHUNK_LINE.exec(text)?.[1] : undefined;
    if (size !== undefined && Number.parseInt(size, 16) <= MAX_PLAUSIBLE_CHUNK) {
      if (Number.parseInt(size, 16) > 0) {
        this.found = { kind: 'chunk', size: Number.parseInt(size, 16) };
        return;
      }
      this.#candidate = 'last-chunk';
      this.#lineStart = this.#kept.length;
      return;
    }
    this.#afterCrLf = text.endsWith('\r\n');
    this.#skip(this.#kept.length);
  }

  /** The lines before the current one are no head or last chunk after all. */
  #dropCandidate(): void {
    this.#afterCrLf = latin1(this.#kept.view(0, this.#lineStart)).endsWith('\r\n');
    this.#skip(this.#lineStart);
    this.#candidate = null;
    this.#lineStart = 0;
  }

  #skip(count: number): void {
    this.#skipped += count;
    this.#kept.dropFirst(count);
  }
}
