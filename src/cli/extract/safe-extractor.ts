import { ftruncateSync, futimesSync, writeSync } from 'node:fs';
import type { ArchiveEntry } from '../../model/archive-entry.ts';
import { linkStaysInside, type SafePath, safePath } from './safe-path.ts';
import { closeQuietly, RefusedError, SafeTree } from './safe-tree.ts';

/** What became of one entry that was not written whole. `path` is as in the archive: not safe to print raw. */
export interface SkippedEntry {
  readonly path: string;
  readonly reason: string;
}

export interface ExtractReport {
  readonly files: number;
  readonly folders: number;
  readonly links: number;
  readonly bytes: number;
  readonly skipped: readonly SkippedEntry[];
  /** Skipped entries beyond those that are listed. */
  readonly moreSkipped: number;
}

/** Skipped entries that are told one by one. */
const MAX_SKIPPED = 1000;

interface OpenFile {
  readonly index: number;
  readonly entry: ArchiveEntry;
  readonly file: number;
  written: number;
  whole: boolean;
}

/**
 * Writes an archive's entries below one folder as they stream by: `entry`, its `content`, `contentEnd`; then
 * `close`. Whatever the archive says, nothing is written outside the folder, no link is followed, no device or
 * pipe is made, and files that were there stay unless `force`.
 */
export class SafeExtractor {
  readonly #tree: SafeTree;
  readonly #skipped: SkippedEntry[] = [];
  #moreSkipped = 0;
  #open: OpenFile | null = null;
  #files = 0;
  #bytes = 0;
  #links = 0;
  /** Made at the end, so that no write of this run can go through one. By path on this machine. */
  readonly #symbolicLinks = new Map<
    string,
    { readonly entry: ArchiveEntry; readonly segments: readonly string[] }
  >();
  /** Finished at the end, because writing into them changes their times. */
  readonly #folders = new Map<
    string,
    { readonly entry: ArchiveEntry; readonly segments: readonly string[] }
  >();

  constructor(folder: string, options: { readonly force?: boolean } = {}) {
    this.#tree = new SafeTree(folder, options.force ?? false);
  }

  /** The next entry begins, and the one before is over. */
  entry(entry: ArchiveEntry, index: number): void {
    this.#closeFile();
    const path = safePath(entry.path);
    if (!path.ok) this.#skip(entry, path.reason);
    else this.#attempt(entry, () => this.#begin(entry, index, path.segments));
  }

  content(index: number, bytes: Uint8Array, offset: number): void {
    const open = this.#open;
    if (open === null || open.index !== index) return;
    const isWritten = this.#attempt(open.entry, () => {
      let position = 0;
      while (position < bytes.length) {
        position += writeSync(open.file, bytes, position, bytes.length - position, offset + position);
      }
      open.written += bytes.length;
    });
    if (isWritten) return;
    this.#open = null;
    closeQuietly(open.file);
  }

  /** All of the content came; without this the file is reported as incomplete. */
  contentEnd(index: number): void {
    if (this.#open?.index === index) this.#open.whole = true;
  }

  /** No more entries: makes the symbolic links and gives folders their times. */
  close(): ExtractReport {
    this.#closeFile();
    for (const { entry, segments } of this.#symbolicLinks.values()) {
      this.#attempt(entry, () => {
        this.#tree.makeSymbolicLink(segments, entry.linkTarget ?? '');
        this.#links += 1;
      });
    }
    this.#symbolicLinks.clear();
    for (const { entry, segments } of this.#folders.values()) {
      this.#attempt(entry, () => this.#tree.finishFolder(segments, entry.mode, entry.mtime / 1e6));
    }
    return {
      files: this.#files,
      folders: this.#folders.size,
      links: this.#links,
      bytes: this.#bytes,
      skipped: this.#skipped,
      moreSkipped: this.#moreSkipped,
    };
  }

  #begin(entry: ArchiveEntry, index: number, segments: readonly string[]): void {
    const path = this.#tree.path(segments);
    // What comes later takes the place of a link that is not made yet.
    this.#symbolicLinks.delete(path);
    switch (entry.type) {
      case 'file':
        this.#open = {
          index,
          entry,
          file: this.#tree.openFile(segments, entry.mode),
          written: 0,
          whole: false,
        };
        return;
      case 'directory':
        if (this.#tree.makeFolder(segments) || this.#folders.has(path))
          this.#folders.set(path, { entry, segments });
        return;
      case 'hardlink':
        this.#makeHardLink(segments, safePath(entry.linkTarget ?? ''));
        return;
      case 'symlink':
        if (!linkStaysInside(entry.linkTarget ?? '', segments.length - 1)) {
          throw new RefusedError('it is a link that leads or may lead outside');
        }
        this.#symbolicLinks.set(path, { entry, segments });
        return;
      case 'char':
      case 'block':
        throw new RefusedError('it is a device');
      case 'fifo':
        throw new RefusedError('it is a named pipe');
    }
  }

  #makeHardLink(segments: readonly string[], target: SafePath): void {
    if (!target.ok) throw new RefusedError('it is a link that leads or may lead outside');
    this.#tree.makeHardLink(segments, target.segments);
    this.#links += 1;
  }

  #closeFile(): void {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    const { entry, file, whole, written } = open;
    this.#files += 1;
    this.#bytes += written;
    this.#attempt(entry, () => {
      // A sparse file may end in a hole.
      if (whole && written !== entry.size) ftruncateSync(file, entry.size);
      futimesSync(file, entry.mtime / 1e6, entry.mtime / 1e6);
    });
    closeQuietly(file);
    if (!whole) this.#skip(entry, `${written} of ${entry.size} bytes were there`);
  }

  /** An error of the file system about one entry is reported with it, and the others are written. */
  #attempt(entry: ArchiveEntry, action: () => void): boolean {
    try {
      action();
      return true;
    } catch (error) {
      if (error instanceof RefusedError) {
        this.#skip(entry, error.message);
      } else {
        const code = systemErrorCode(error);
        // A full disk concerns all entries, and what is no error of the system is one of ours.
        if (code === null || code === 'ENOSPC') throw error;
        this.#skip(entry, `it could not be written (${code})`);
      }
      return false;
    }
  }

  #skip(entry: ArchiveEntry, reason: string): void {
    if (this.#skipped.length < MAX_SKIPPED) this.#skipped.push({ path: entry.path, reason });
    else this.#moreSkipped += 1;
  }
}

function systemErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
