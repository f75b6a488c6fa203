import type { ArchiveEntry } from '../../model/archive-entry.ts';
import { SecretScans } from '../secrets/secret-scan.ts';
import type { ContentSink } from './entry-content.ts';
import { EntryContent } from './entry-content.ts';
import type { SparseMap } from './sparse-map.ts';

/** What to do with entries and their content, besides listing them. */
export interface EntryOptions {
  /** SHA-256 of each file's content. */
  readonly hash?: boolean;
  /** Look into small files for secrets. */
  readonly secrets?: boolean;
  /** How many bytes from its start to keep of the file at this path. */
  readonly keep?: (path: string) => number;
  readonly onEntry?: (entry: ArchiveEntry, index: number) => void;
  readonly onContent?: ContentSink;
  /** All of a file's content has been handed out; never said where some is missing or the archive is cut. */
  readonly onContentEnd?: (index: number) => void;
}

/** Entries that are listed, and characters of their names. Later ones are passed over. */
export const MAX_ENTRIES = 1_000_000;
export const MAX_NAME_CHARACTERS = 64 * 1024 * 1024;
/** Bytes kept of one file, and of all together: Dockerfiles are a few kilobytes. */
export const MAX_KEPT_BYTES = 1024 * 1024;
export const MAX_KEPT_BYTES_TOTAL = 8 * 1024 * 1024;
/** Zeros of holes that are digested for one archive: a hole costs nothing on the wire, so its time is bounded. */
export const MAX_HASHED_HOLE_BYTES = 1024 * 1024 * 1024;

/** The entries of one archive as they come to be known, within bounds. */
export class EntryList {
  /** In the order sent. An entry stands here from its header on, its digest from the end of its content. */
  readonly entries: ArchiveEntry[] = [];
  /** The last content kept for each path that `keep` asked for, as unpacking would leave it. */
  readonly kept = new Map<string, Uint8Array>();
  /** Sum of the sizes of the files. */
  fileBytes = 0;
  readonly #options: EntryOptions;
  readonly #scans = new SecretScans();
  #nameCharacters = 0;
  #hashedHoles = 0;
  #keptBytes = 0;

  constructor(options: EntryOptions) {
    this.#options = options;
  }

  /** Index of the entry, or -1 where too many are listed already. */
  add(entry: ArchiveEntry): number {
    this.#nameCharacters += entry.path.length + (entry.linkTarget?.length ?? 0);
    if (this.entries.length >= MAX_ENTRIES || this.#nameCharacters > MAX_NAME_CHARACTERS) return -1;
    this.fileBytes += entry.size;
    const index = this.entries.push(entry) - 1;
    this.#options.onEntry?.(entry, index);
    return index;
  }

  /**
   * What the content of file `index` goes through: `stored` bytes, which `sparse` puts in their places. Null
   * where nobody asks for it, so that it passes at no cost.
   */
  openContent(index: number, sparse: SparseMap | null, stored: number): EntryContent | null {
    const { path, size } = this.entries[index]!;
    const hash = (this.#options.hash ?? false) && this.#mayHash(size - stored);
    const wanted = this.#options.keep?.(path) ?? 0;
    const keep = Math.min(wanted, MAX_KEPT_BYTES, size);
    const isKept = wanted > 0 && this.#keptBytes + keep <= MAX_KEPT_BYTES_TOTAL;
    const sink = this.#options.onContent ?? null;
    const scan = this.#options.secrets === true && sparse === null ? this.#scans.open(path, size) : null;
    if (!hash && !isKept && sink === null && scan === null) return null;
    return new EntryContent(index, sparse, { hash, keep: isKept ? keep : null, sink, scan });
  }

  /** The content of file `index` has passed. */
  closeContent(index: number, content: EntryContent): void {
    const entry = this.entries[index]!;
    const { whole, sha256, kept, secrets } = content.end();
    if (whole) this.#options.onContentEnd?.(index);
    if (sha256 !== null || secrets !== null) {
      this.entries[index] = { ...entry, sha256, ...(secrets === null ? null : { secrets }) };
    }
    if (kept === null) return;
    this.#keptBytes += kept.length - (this.kept.get(entry.path)?.length ?? 0);
    this.kept.set(entry.path, kept);
  }

  #mayHash(holes: number): boolean {
    this.#hashedHoles += holes;
    return this.#hashedHoles <= MAX_HASHED_HOLE_BYTES;
  }
}
