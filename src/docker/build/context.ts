import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { BuildContext } from '../../model/build.ts';
import { type ArchiveOptions, ArchiveReader } from '../archive/archive-reader.ts';
import { archiveText } from '../archive/archive-text.ts';
import { MAX_KEPT_BYTES } from '../archive/entry-list.ts';
import type { BodyReader } from '../bodies/body-reader.ts';

const DEFAULT_DOCKERFILE = 'Dockerfile';
/** Links from a Dockerfile to another file that are followed. */
const MAX_LINKS = 8;
/** The Dockerfile may be a link, whose target has as good as always such a name too: these are kept as well. */
const MAX_OTHER_DOCKERFILES = 50;
const MAX_OTHER_BYTES = 64 * 1024;

/** Reads a build's body: the context's entries, and the Dockerfile out of it. */
export class ContextReader implements BodyReader {
  readonly #archive: ArchiveReader;
  readonly #path: string;

  /** `dockerfilePath` as the parameter `dockerfile` says; empty for the default. */
  constructor(dockerfilePath: string, options: ArchiveOptions = {}) {
    this.#path = contextPath(dockerfilePath) || DEFAULT_DOCKERFILE;
    const wanted = this.#path.toLowerCase();
    const wantedName = wanted.slice(wanted.lastIndexOf('/') + 1);
    let others = 0;
    this.#archive = new ArchiveReader({
      ...options,
      keep: (path) => {
        const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
        if (name === wantedName && contextPath(path).toLowerCase() === wanted) return MAX_KEPT_BYTES;
        if (!name.includes('dockerfile') || others >= MAX_OTHER_DOCKERFILES) return 0;
        others += 1;
        return MAX_OTHER_BYTES;
      },
    });
  }

  get entries(): readonly ArchiveEntry[] {
    return this.#archive.entries;
  }

  get issues(): readonly Issue[] {
    return this.#archive.issues;
  }

  /** Text of the Dockerfile, of its first MiB; null where the context has none at that path, or not all of it is there. */
  get dockerfile(): string | null {
    const entries = new Map(this.entries.map((entry) => [contextPath(entry.path), entry]));
    const kept = new Map([...this.#archive.kept].map(([path, bytes]) => [contextPath(path), bytes]));
    let entry = entries.get(this.#path);
    // The daemon tries the lower-case name where the default one is not there (builder/remotecontext/detect.go).
    if (entry === undefined && this.#path === DEFAULT_DOCKERFILE) entry = entries.get('dockerfile');
    for (let links = 0; entry !== undefined && links < MAX_LINKS; links += 1) {
      const path = contextPath(entry.path);
      if (entry.type === 'file') {
        const bytes = kept.get(path);
        return bytes === undefined ? null : archiveText(bytes);
      }
      const target = entry.linkTarget ?? '';
      const isRelative = entry.type === 'symlink' && !target.startsWith('/');
      entry = entries.get(contextPath(isRelative ? `${path}/../${target}` : target));
    }
    return null;
  }

  /** `sha256` is the digest of the body as sent, which whoever counts the body has. */
  context(sha256: string | null): BuildContext {
    const { compression, bytes, fileBytes, entries } = this.#archive;
    return { compression: compression ?? 'none', bytes, sha256, fileBytes, entries };
  }

  push(bytes: Uint8Array, at: Timestamp): void {
    this.#archive.push(bytes, at);
  }

  gap(missing: number, at: Timestamp): void {
    this.#archive.gap(missing, at);
  }

  end(at: Timestamp, complete: boolean): void {
    this.#archive.end(at, complete);
  }
}

/** A path as it is found from the context's root, above which nothing leads: `./a/../Dockerfile` is `Dockerfile`. */
export function contextPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
