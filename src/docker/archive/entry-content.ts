import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import type { FoundSecret } from '../../model/found-secret.ts';
import type { SecretScan } from '../secrets/secret-scan.ts';
import type { SparseMap } from './sparse-map.ts';

/**
 * Receives a file's content as it passes. `offset` is where in the file the bytes belong: further on than the
 * last ones ended where a sparse file has a hole or bytes are missing from the capture.
 */
export type ContentSink = (entryIndex: number, bytes: Uint8Array, offset: number) => void;

const zeros = new Uint8Array(64 * 1024);

/** What a file's content is put through. `keep` is how many bytes from its start are kept; null for none. */
export interface ContentUses {
  readonly hash: boolean;
  readonly keep: number | null;
  readonly sink: ContentSink | null;
  readonly scan: SecretScan | null;
}

/** What a file's content came to; `whole` unless some of it is missing. */
export interface ContentResult {
  readonly whole: boolean;
  readonly sha256: string | null;
  readonly kept: Uint8Array | null;
  /** Null where nobody looked. */
  readonly secrets: readonly FoundSecret[] | null;
}

/** One file's content on its way through the digest, the part that is kept, the scan and the sink. */
export class EntryContent {
  readonly #index: number;
  readonly #sparse: SparseMap | null;
  readonly #sink: ContentSink | null;
  #hash: Hash | null;
  #scan: SecretScan | null;
  #kept: Uint8Array | null;
  #whole = true;
  /** Where in the file the next stored byte goes. */
  #offset = 0;
  #region = 0;

  constructor(index: number, sparse: SparseMap | null, { hash, keep, sink, scan }: ContentUses) {
    this.#index = index;
    this.#sparse = sparse;
    this.#scan = scan;
    this.#hash = hash ? createHash('sha256') : null;
    this.#kept = keep === null ? null : new Uint8Array(keep);
    this.#sink = sink;
  }

  push(bytes: Uint8Array): void {
    if (this.#sparse === null) {
      this.#write(bytes);
      return;
    }
    let position = 0;
    while (position < bytes.length) {
      const region = this.#nextRegion(this.#sparse);
      const take = Math.min(region.offset + region.length - this.#offset, bytes.length - position);
      this.#write(bytes.subarray(position, position + take));
      position += take;
    }
  }

  /** Stored bytes are missing: no digest, nothing kept, nothing found. */
  gap(missing: number): void {
    this.#whole = false;
    this.#hash = null;
    this.#kept = null;
    this.#scan = null;
    if (this.#sparse === null) {
      this.#offset += missing;
      return;
    }
    while (missing > 0) {
      const region = this.#nextRegion(this.#sparse);
      const take = Math.min(region.offset + region.length - this.#offset, missing);
      this.#offset += take;
      missing -= take;
    }
  }

  /** The content has passed. */
  end(): ContentResult {
    if (this.#sparse !== null) this.#hole(this.#sparse.realSize);
    return {
      whole: this.#whole,
      sha256: this.#hash?.digest('hex') ?? null,
      kept: this.#kept,
      secrets: this.#scan?.end() ?? null,
    };
  }

  /** The piece that the next stored byte belongs to; there is one, because the map fits what is stored. */
  #nextRegion(map: SparseMap): { readonly offset: number; readonly length: number } {
    let region = map.regions[this.#region]!;
    while (this.#offset >= region.offset + region.length) {
      this.#region += 1;
      region = map.regions[this.#region]!;
    }
    this.#hole(region.offset);
    return region;
  }

  #hole(end: number): void {
    if (end <= this.#offset) return;
    if (this.#hash !== null) {
      for (let left = end - this.#offset; left > 0; left -= zeros.length) {
        this.#hash.update(left < zeros.length ? zeros.subarray(0, left) : zeros);
      }
    }
    this.#offset = end;
  }

  #write(bytes: Uint8Array): void {
    this.#hash?.update(bytes);
    this.#scan?.push(bytes);
    if (this.#kept !== null && this.#offset < this.#kept.length) {
      this.#kept.set(bytes.subarray(0, this.#kept.length - this.#offset), this.#offset);
    }
    this.#sink?.(this.#index, bytes, this.#offset);
    this.#offset += bytes.length;
  }
}
