import type { Issue } from '../../layer/issue.ts';
import { NO_EVENTS } from '../../layer/layer.ts';
import type { CaptureIssueCode } from '../issue-codes.ts';
import type { CaptureFileEvent } from './capture-file-event.ts';
import { CarryBuffer } from './carry-buffer.ts';
import { PcapFormat } from './pcap-format.ts';
import { PcapngFormat } from './pcapng/pcapng-format.ts';
import type { Corruption, RecordFormat } from './record-format.ts';

/** One record of a capture, for who copies captures. */
export interface CaptureRecord {
  readonly events: readonly CaptureFileEvent[];
  /** See `RecordFormat.toPcapng`; valid during the call that hands it on. */
  readonly toPcapng: () => Uint8Array | null;
}

const MAGIC_BYTES = 4;

/** The first bytes of every format that is read, to tell a file cut in them from something else. */
const magics: readonly (readonly number[])[] = [
  [0x0a, 0x0d, 0x0d, 0x0a],
  [0xa1, 0xb2, 0xc3, 0xd4],
  [0xd4, 0xc3, 0xb2, 0xa1],
  [0xa1, 0xb2, 0x3c, 0x4d],
  [0x4d, 0x3c, 0xb2, 0xa1],
  [0xa1, 0xb2, 0xcd, 0x34],
  [0x34, 0xcd, 0xb2, 0xa1],
];

/**
 * Bytes of a pcap or pcapng file in, in pieces of any size; packets and what else the file says out.
 *
 * A packet's bytes are a view into the piece that was pushed (only a record that straddles two pieces is
 * copied), valid until the next call. Wherever the file ends or is damaged, all whole packets before that
 * place come out, and one issue.
 */
export class CaptureFileReader {
  readonly #carry = new CarryBuffer();
  readonly #onRecord: ((record: CaptureRecord) => void) | null;
  #format: RecordFormat | null = null;
  /** Set at the end and at damage: nothing more can be read. */
  #finished = false;
  /** Offset in the file of the record that comes next. */
  #position = 0;

  /** `onRecord` is told of each record as it is read. */
  constructor(onRecord: ((record: CaptureRecord) => void) | null = null) {
    this.#onRecord = onRecord;
  }

  /** Bytes of the file up to the end of the last record that was read. */
  get position(): number {
    return this.#position;
  }

  push(chunk: Uint8Array): readonly CaptureFileEvent[] {
    if (this.#finished || chunk.length === 0) return NO_EVENTS;
    // A stream's chunk is a Buffer, and so would be all views of it, whose `slice` does not copy.
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
    const events: CaptureFileEvent[] = [];
    const resumed = this.#finishCarried(bytes, events);
    if (this.#finished) return events;
    const walked = this.#walk(bytes, resumed, bytes.length, events);
    if (!this.#finished && walked < bytes.length) this.#carry.append(bytes.subarray(walked));
    return events;
  }

  end(): readonly CaptureFileEvent[] {
    if (this.#finished) return NO_EVENTS;
    this.#finished = true;
    const kept = this.#carry.length;
    if (this.#format === null && kept === 0) return [this.#issue('capture/empty', 'the capture is empty')];
    if (this.#format === null && !magics.some((magic) => this.#beginsAs(magic))) return [this.#notACapture()];
    if (kept === 0) return NO_EVENTS;
    return [
      {
        ...this.#issue('capture/cut', `the capture ends ${kept} bytes into a record; it was cut off`),
        actual: kept,
      },
    ];
  }

  /** Completes the record in the carry buffer from `bytes`; returns how many of them it took. */
  #finishCarried(bytes: Uint8Array, events: CaptureFileEvent[]): number {
    const carry = this.#carry;
    let taken = 0;
    while (carry.length > 0 && !this.#finished) {
      const read = this.#walk(carry.bytes, 0, carry.length, events);
      if (read > 0) {
        carry.clear();
        break;
      }
      if (this.#finished) break;
      const missing = this.#needed(carry.bytes, 0, carry.length, events) - carry.length;
      const piece = bytes.subarray(taken, taken + missing);
      if (piece.length === 0) return bytes.length;
      carry.append(piece);
      taken += piece.length;
    }
    return taken;
  }

  /** Reads whole records in `bytes[offset, end)`; returns where the first one begins that is not whole. */
  #walk(bytes: Uint8Array, offset: number, end: number, events: CaptureFileEvent[]): number {
    for (let start = offset; ; ) {
      const length = this.#needed(bytes, start, end, events);
      if (this.#finished || end - start < length) return start;
      const before = this.#onRecord === null ? 0 : events.length;
      const corruption = this.#format?.readRecord(bytes, start, length, events) ?? null;
      if (corruption !== null) {
        this.#giveUp(corruption, events);
        return start;
      }
      if (this.#onRecord !== null) this.#tell(this.#onRecord, bytes, start, length, events.slice(before));
      start += length;
      this.#position += length;
    }
  }

  #tell(
    onRecord: (record: CaptureRecord) => void,
    bytes: Uint8Array,
    start: number,
    length: number,
    events: readonly CaptureFileEvent[],
  ): void {
    onRecord({ events, toPcapng: () => this.#format?.toPcapng(bytes, start, length) ?? null });
  }

  /** Bytes that must be there before the record at `start` can be read, as far as that is known yet. */
  #needed(bytes: Uint8Array, start: number, end: number, events: CaptureFileEvent[]): number {
    const available = end - start;
    if (this.#format === null) {
      if (available < MAGIC_BYTES) return MAGIC_BYTES;
      this.#format = PcapngFormat.recognise(bytes, start) ?? PcapFormat.recognise(bytes, start);
      if (this.#format === null) {
        this.#finished = true;
        events.push(this.#notACapture(bytes.subarray(start, start + MAGIC_BYTES)));
        return 0;
      }
    }
    if (available < this.#format.headLength) return this.#format.headLength;
    const length = this.#format.recordLength(bytes, start);
    if (typeof length === 'number') return length;
    this.#giveUp(length, events);
    return 0;
  }

  #giveUp(corruption: Corruption, events: CaptureFileEvent[]): void {
    this.#finished = true;
    const message = `the capture is damaged at byte ${this.#position}: ${corruption}`;
    events.push(this.#issue('capture/corrupt', message));
  }

  #beginsAs(magic: readonly number[]): boolean {
    return this.#carry.bytes.subarray(0, this.#carry.length).every((byte, index) => byte === magic[index]);
  }

  #notACapture(first: Uint8Array = this.#carry.bytes.subarray(0, this.#carry.length)): Issue {
    const hex = Array.from(first, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return this.#issue('capture/not-a-capture', `not a pcap or pcapng capture (it begins with ${hex})`);
  }

  #issue(code: CaptureIssueCode, message: string): Issue {
    return { kind: 'issue', code, message, at: this.#format?.lastTime ?? null, offset: this.#position };
  }
}
