/**
 * Reads a body that is an archive as it streams by: build contexts, copies in and out, save, load, export and
 * import. Bytes as sent in; the tar's entries out, unpacked first where that is needed.
 */
import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { ArchiveEntry, Compression } from '../../model/archive-entry.ts';
import type { Archive, PathStat } from '../../model/docker-facts.ts';
import type { BodyReader } from '../bodies/body-reader.ts';
import { BrokenDataError, type Decompressor } from './compression/decompressor.ts';
import { decompressors } from './compression/decompressors.ts';
import { MAGIC_BYTES, recogniseCompression } from './compression/recognise.ts';
import { ZlibDecompressor } from './compression/zlib.ts';
import type { EntryOptions } from './entry-list.ts';
import { IssueLog } from './issue-log.ts';
import { TarReader } from './tar-reader.ts';

export interface ArchiveOptions extends EntryOptions {
  /** `Content-Encoding`, lower case. Only `deflate` counts, since the others show in the first bytes. */
  readonly encoding?: string | null;
}

/**
 * Bytes that are unpacked of one body, and how many times the packed ones beyond the first gigabyte: more is
 * a decompression bomb, which would take hours and hold nothing to see.
 */
export const MAX_UNPACKED_BYTES = 64 * 1024 ** 3;
export const MAX_UNPACKED_RATIO = 200;
export const MAX_UNPACKED_FREELY = 1024 ** 3;

/** Text at the start of a body that is no tar tells what was sent instead; this much is looked at. */
const LOOK_BYTES = 64;

/** Thrown out of a decompressor by our own output function. */
class UnpackedTooMuchError extends Error {
  override name = 'UnpackedTooMuchError';
}

export class ArchiveReader implements BodyReader {
  readonly #issues = new IssueLog();
  readonly #tar: TarReader;
  readonly #encoding: string | null;
  #head = new Uint8Array(LOOK_BYTES);
  #headFilled = 0;
  #compression: Compression | null = null;
  /** Undoes HTTP's own coding, where that does not show in the magic. */
  #outer: Decompressor | null = null;
  #inner: Decompressor | null = null;
  #bytes = 0;
  #unpacked = 0;
  #missing = 0;
  /** Unpacking stopped: at an error, a gap or a limit. What was unpacked is kept. */
  #stopped = false;
  #at: Timestamp = 0;

  constructor(options: ArchiveOptions = {}) {
    this.#tar = new TarReader(options, this.#issues);
    this.#encoding = options.encoding ?? null;
    if (this.#encoding === 'deflate') {
      this.#outer = new ZlibDecompressor('deflate', (bytes) => this.#recognise(bytes));
    }
  }

  /** From the first bytes; null before they have come. */
  get compression(): Compression | null {
    return this.#compression;
  }

  /** Bytes as sent. */
  get bytes(): number {
    return this.#bytes;
  }

  get fileBytes(): number {
    return this.#tar.fileBytes;
  }

  get entries(): readonly ArchiveEntry[] {
    return this.#tar.entries;
  }

  /** Content that the `keep` option asked for, by path. */
  get kept(): ReadonlyMap<string, Uint8Array> {
    return this.#tar.kept;
  }

  get issues(): readonly Issue[] {
    return this.#issues.list;
  }

  archive(stat: PathStat | null = null): Archive {
    const { compression, bytes, fileBytes, entries } = this;
    return { stat, compression, bytes, fileBytes, entries };
  }

  push(bytes: Uint8Array, at: Timestamp): void {
    this.#at = at;
    this.#bytes += bytes.length;
    if (this.#stopped) return;
    if (this.#outer === null) this.#recognise(bytes);
    else this.#unpack(() => this.#outer!.push(bytes));
  }

  gap(missing: number, at: Timestamp): void {
    this.#at = at;
    this.#missing += missing;
    if (this.#stopped) return;
    if (this.#outer === null && this.#compression === null) {
      // The magic is lost, or half of it. A plain tar is what nearly all bodies are, and it can be resumed.
      this.#begin('none');
      this.#tar.push(this.#head.subarray(0, this.#headFilled), at);
    }
    if (this.#outer === null && this.#inner === null) {
      this.#tar.gap(missing, at);
    } else {
      this.#finishUnpacking(() => {});
      this.#stopped = true;
      this.#issues.add('docker/archive-gap', `${missing} bytes of the packed archive are missing`, at, {
        offset: this.#bytes + this.#missing - missing,
      });
    }
  }

  end(at: Timestamp, complete: boolean): void {
    this.#at = at;
    this.#finishUnpacking((error) => this.#reportBroken(error));
    this.#tar.end(at, complete && !this.#stopped);
    if (this.#bytes > 0 && !this.#tar.recognised && !this.#stopped) this.#reportNoTar();
  }

  /** Bytes after HTTP's coding: waits until the magic is there, and passes them on. */
  #recognise(bytes: Uint8Array): void {
    const look = bytes.subarray(0, LOOK_BYTES - this.#headFilled);
    this.#head.set(look, this.#headFilled);
    this.#headFilled += look.length;
    if (this.#compression !== null) {
      this.#passOn(bytes);
    } else if (this.#headFilled >= MAGIC_BYTES) {
      this.#decide();
      this.#passOn(bytes.subarray(look.length));
    }
  }

  /** Chooses by the head, and passes that on. */
  #decide(): void {
    const head = this.#head.subarray(0, this.#headFilled);
    this.#begin(recogniseCompression(head));
    this.#passOn(head);
  }

  #begin(compression: Compression): void {
    this.#compression = compression;
    if (compression !== 'none') this.#inner = decompressors[compression]((bytes) => this.#count(bytes));
  }

  #passOn(bytes: Uint8Array): void {
    const inner = this.#inner;
    if (inner !== null) this.#unpack(() => inner.push(bytes));
    else if (this.#outer === null) this.#tar.push(bytes, this.#at);
    else this.#count(bytes);
  }

  /** Unpacked bytes on their way to the tar. */
  #count(bytes: Uint8Array): void {
    this.#unpacked += bytes.length;
    const inRatio = Math.max(MAX_UNPACKED_FREELY, this.#bytes * MAX_UNPACKED_RATIO);
    if (this.#unpacked > Math.min(inRatio, MAX_UNPACKED_BYTES)) throw new UnpackedTooMuchError();
    this.#tar.push(bytes, this.#at);
  }

  /** No packed bytes that belong to those so far will come: gives what the decompressors still hold. */
  #finishUnpacking(report: (error: BrokenDataError) => void): void {
    this.#unpack(() => this.#outer?.end(), report);
    if (this.#compression === null) this.#decide();
    this.#unpack(() => this.#inner?.end(), report);
  }

  #unpack(step: () => void, report = (error: BrokenDataError): void => this.#reportBroken(error)): void {
    if (this.#stopped) return;
    try {
      step();
    } catch (error) {
      this.#stopped = true;
      if (error instanceof UnpackedTooMuchError) this.#reportLimit();
      else if (error instanceof BrokenDataError) report(error);
      else throw error;
    }
  }

  #reportLimit(): void {
    const message = `the archive unpacks to more than ${this.#unpacked} bytes; the rest is not looked at`;
    this.#issues.add('docker/archive-limit', message, this.#at, { offset: this.#bytes });
  }

  #reportBroken(error: BrokenDataError): void {
    const code = error.truncated ? 'docker/archive-truncated' : 'docker/archive-broken';
    const message = `the ${this.#compression ?? 'deflate'} data cannot be unpacked: ${error.message}`;
    this.#issues.add(code, message, this.#at, { offset: this.#bytes });
  }

  #reportNoTar(): void {
    const head = this.#head.subarray(0, this.#headFilled);
    const isText = head.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
    const message = isText ? 'the body is text, not a tar' : 'the body is not a tar';
    this.#issues.add('docker/archive-not-tar', message, this.#at, { offset: 0 });
  }
}
