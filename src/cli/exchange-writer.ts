import { writeSync } from 'node:fs';
import type { ExchangeTap, MessageSide } from '../docker/exchange-tap.ts';
import type { ArchiveEntry } from '../model/archive-entry.ts';
import { type ExtractReport, SafeExtractor } from './extract/safe-extractor.ts';
import { closeQuietly, SafeTree } from './extract/safe-tree.ts';
import { EXTRACTABLE, type Extractable } from './extractable.ts';

/**
 * Writes one part of an exchange below a folder as its bytes pass: the files of its archive each where the
 * archive has them, anything else as one file named like the part.
 */
export class ExchangeWriter implements ExchangeTap {
  readonly #folder: string;
  readonly #what: Extractable;
  readonly #force: boolean;
  /** An exchange may carry an archive each way. */
  readonly #archives = new Map<MessageSide, SafeExtractor>();
  readonly #seen = new Set<Extractable>();
  #file: number | null = null;
  #bytes = 0;

  constructor(folder: string, what: Extractable, force: boolean) {
    this.#folder = folder;
    this.#what = what;
    this.#force = force;
  }

  body(side: MessageSide, bytes: Uint8Array): void {
    this.#write(side, bytes);
  }

  stream(name: 'stdin' | 'stdout' | 'stderr' | 'raw', bytes: Uint8Array): void {
    this.#write(name, bytes);
  }

  entry(side: MessageSide, entry: ArchiveEntry, index: number): void {
    this.#seen.add('files');
    if (this.#what === 'files') this.#archive(side).entry(entry, index);
  }

  content(side: MessageSide, index: number, bytes: Uint8Array, offset: number): void {
    this.#archives.get(side)?.content(index, bytes, offset);
  }

  contentEnd(side: MessageSide, index: number): void {
    this.#archives.get(side)?.contentEnd(index);
  }

  /** What the exchange has, in the order of `EXTRACTABLE`. */
  get seen(): readonly Extractable[] {
    return EXTRACTABLE.filter((what) => this.#seen.has(what));
  }

  /** Finishes what was written; null where the exchange has nothing of what was asked for. */
  close(): ExtractReport | null {
    if (this.#file !== null) closeQuietly(this.#file);
    if (!this.#seen.has(this.#what)) return null;
    const reports = Array.from(this.#archives.values(), (archive) => archive.close());
    if (this.#what !== 'files') return { ...NOTHING, files: 1, bytes: this.#bytes };
    return reports.reduce(added, NOTHING);
  }

  #write(what: Extractable, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#seen.add(what);
    if (what !== this.#what) return;
    this.#file ??= new SafeTree(this.#folder, this.#force).openFile([what], 0o600);
    for (let position = 0; position < bytes.length; ) {
      position += writeSync(this.#file, bytes, position);
    }
    this.#bytes += bytes.length;
  }

  #archive(side: MessageSide): SafeExtractor {
    const known = this.#archives.get(side);
    if (known !== undefined) return known;
    const archive = new SafeExtractor(this.#folder, { force: this.#force });
    this.#archives.set(side, archive);
    return archive;
  }
}

const NOTHING: ExtractReport = { files: 0, folders: 0, links: 0, bytes: 0, skipped: [], moreSkipped: 0 };

function added(one: ExtractReport, other: ExtractReport): ExtractReport {
  return {
    files: one.files + other.files,
    folders: one.folders + other.folders,
    links: one.links + other.links,
    bytes: one.bytes + other.bytes,
    skipped: [...one.skipped, ...other.skipped],
    moreSkipped: one.moreSkipped + other.moreSkipped,
  };
}
