import { statfsSync } from 'node:fs';

/** Left free on the record's disk, so that the build that is recorded has room: a part of it, or this many bytes. */
const RESERVED_PART = 0.05;
const MAX_RESERVED_BYTES = 256 * 1024 * 1024;
/** It is looked at after each so many bytes. */
const LOOK_BYTES = 8 * 1024 * 1024;

/** Knows when so little is left on a disk that nothing more should be written. */
export class DiskRoom {
  readonly #path: string | null;
  #unlooked = LOOK_BYTES;

  /** `path` is null for what is no file. */
  constructor(path: string | null) {
    this.#path = path;
  }

  /** Told how many bytes were written; true where there should be no more. */
  isShort(written: number): boolean {
    this.#unlooked += written;
    if (this.#path === null || this.#unlooked < LOOK_BYTES) return false;
    this.#unlooked = 0;
    try {
      const { bavail, blocks, bsize } = statfsSync(this.#path);
      return bavail * bsize < Math.min(blocks * bsize * RESERVED_PART, MAX_RESERVED_BYTES);
    } catch {
      return false;
    }
  }
}
