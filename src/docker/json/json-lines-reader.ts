import { parseJson } from './parse-json.ts';

/**
 * Bytes of one value that are kept. Docker's progress and event records are a few hundred bytes; a
 * BuildKit trace or a large error some tens of KiB. A larger value is passed over, and counted.
 */
const MAX_VALUE_BYTES = 1 << 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const RECORD_SEPARATOR = 0x1e;

/**
 * `between`: no value is open. `value`: inside an object or array. `string`: inside a string of it.
 * `skip`: after a gap or garbage, until the next line; the daemon ends each value with a newline, and no
 * JSON string holds a raw one.
 */
type State = 'between' | 'value' | 'string' | 'skip';

/**
 * Divides a stream of JSON objects and arrays, as Docker sends progress, events and stats: one after
 * another, with newlines, record separators (RFC 7464) or nothing between. Bytes in, values out, cut
 * anywhere.
 */
export class JsonLinesReader {
  #state: State = 'between';
  #depth = 0;
  #escaped = false;
  /** Copies of the open value's earlier bytes, and their sum, which counts on when they are not kept. */
  #kept: Uint8Array[] = [];
  #size = 0;
  #offset = 0;
  #inGarbage = false;

  /** Runs of bytes that are no JSON, and the stream offset of the first. */
  garbageRuns = 0;
  firstGarbage: number | null = null;
  /** Values that were passed over for their size. */
  oversized = 0;

  push(bytes: Uint8Array): readonly unknown[] {
    const values: unknown[] = [];
    let start = this.#state === 'value' || this.#state === 'string' ? 0 : -1;
    for (let index = 0; index < bytes.length; index += 1) {
      if (this.#state === 'string' && !this.#escaped) index = stringBreak(bytes, index);
      const byte = bytes[index];
      if (byte === undefined) break;
      if (this.#state === 'string') {
        if (this.#escaped) this.#escaped = false;
        else if (byte === QUOTE) this.#state = 'value';
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === NEWLINE) start = this.#abandon(index, 'between');
      } else if (this.#state === 'value') {
        if (byte === QUOTE) this.#state = 'string';
        else if (isOpening(byte)) this.#depth += 1;
        else if (byte === RECORD_SEPARATOR) start = this.#abandon(index, 'between');
        else if (isClosing(byte)) {
          this.#depth -= 1;
          if (this.#depth === 0) {
            this.#finish(bytes.subarray(start, index + 1), index, values);
            start = -1;
          }
        }
      } else if (byte === NEWLINE) {
        this.#state = 'between';
        this.#inGarbage = false;
      } else if (this.#state === 'between') {
        if (isOpening(byte)) {
          this.#state = 'value';
          this.#depth = 1;
          this.#inGarbage = false;
          start = index;
        } else if (!isBlank(byte)) this.#garbage(index);
      }
    }
    if (start >= 0) this.#keep(bytes.subarray(start));
    this.#offset += bytes.length;
    return values;
  }

  gap(missing: number): void {
    this.#drop('skip');
    this.#inGarbage = false;
    this.#offset += missing;
  }

  /** The stream is over: a value that is still open is garbage, unless it was cut off by the capture. */
  end(complete: boolean): void {
    if (complete && (this.#state === 'value' || this.#state === 'string')) this.#garbage(0);
    this.#drop('between');
  }

  #finish(last: Uint8Array, index: number, values: unknown[]): void {
    this.#keep(last);
    if (this.#size > MAX_VALUE_BYTES) this.oversized += 1;
    else {
      const value = parseJson(Buffer.concat(this.#kept).toString('utf8'));
      if (value === undefined) this.#garbage(index);
      else values.push(value);
      this.#inGarbage = false;
    }
    this.#drop('between');
  }

  #abandon(index: number, state: State): -1 {
    this.#garbage(index);
    this.#inGarbage = false;
    this.#drop(state);
    return -1;
  }

  #drop(state: State): void {
    this.#state = state;
    this.#depth = 0;
    this.#escaped = false;
    this.#kept = [];
    this.#size = 0;
  }

  #keep(piece: Uint8Array): void {
    this.#size += piece.length;
    if (this.#size > MAX_VALUE_BYTES) this.#kept = [];
    else this.#kept.push(new Uint8Array(piece));
  }

  #garbage(index: number): void {
    if (this.#inGarbage) return;
    this.#inGarbage = true;
    this.garbageRuns += 1;
    this.firstGarbage ??= this.#offset + index;
  }
}

/** First byte at or after `index` that means something inside a string. */
function stringBreak(bytes: Uint8Array, index: number): number {
  for (let at = index; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE || byte === BACKSLASH || byte === NEWLINE) return at;
  }
  return bytes.length;
}

function isOpening(byte: number): boolean {
  return byte === 0x7b || byte === 0x5b;
}

function isClosing(byte: number): boolean {
  return byte === 0x7d || byte === 0x5d;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === RECORD_SEPARATOR;
}
