import {
  chmodSync,
  closeSync,
  constants,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  type Stats,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';

/** Why something could not be written; `message` is for the report. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/**
 * A folder that is written into and never left. Each folder on the way to a file is looked at without following
 * a link before the first write into it, and nothing is opened that could be a link. Only this process is
 * expected to write there meanwhile.
 */
export class SafeTree {
  readonly root: string;
  readonly #force: boolean;
  /** Folders that were seen to be real ones. */
  readonly #folders = new Set<string>();
  /** Files and links made in this run, which later entries of the same path replace, as in tar. */
  readonly #made = new Set<string>();

  /** Makes the folder if it is not there; it may be reached over a link, which the user chose. */
  constructor(root: string, force: boolean) {
    mkdirSync(root, { recursive: true });
    this.root = realpathSync(root);
    this.#force = force;
  }

  /** Makes the folder and those above it; true where it is new. */
  makeFolder(segments: readonly string[]): boolean {
    const path = this.path(segments);
    if (segments.length === 0 || this.#folders.has(path)) return false;
    this.makeFolder(segments.slice(0, -1));
    const found = this.#look(path);
    if (found === null) mkdirSync(path);
    else if (found.isSymbolicLink())
      throw new RefusedError('a link stands where a folder of its path would be');
    else if (!found.isDirectory())
      throw new RefusedError('a file stands where a folder of its path would be');
    this.#folders.add(path);
    return found === null;
  }

  /** Opens a new file for writing. */
  openFile(segments: readonly string[], mode: number): number {
    const path = this.#makeWay(segments);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
    const file = openSync(path, flags, (mode & 0o777) | 0o600);
    this.#made.add(path);
    return file;
  }

  /** A hard link to a file that was made in this run. */
  makeHardLink(segments: readonly string[], target: readonly string[]): void {
    const from = this.path(target);
    if (!this.#made.has(from) || !this.#look(from)?.isFile()) {
      throw new RefusedError('it links to a file that was not written');
    }
    if (from === this.path(segments)) return;
    const path = this.#makeWay(segments);
    linkSync(from, path);
    this.#made.add(path);
  }

  makeSymbolicLink(segments: readonly string[], target: string): void {
    const path = this.#makeWay(segments);
    symlinkSync(target, path);
    this.#made.add(path);
  }

  /** Permissions (never for others to write) and time of a folder that was made in this run; `seconds` since the epoch. */
  finishFolder(segments: readonly string[], mode: number, seconds: number): void {
    const path = this.path(segments);
    if (!this.#look(path)?.isDirectory()) return;
    chmodSync(path, (mode & 0o755) | 0o700);
    utimesSync(path, seconds, seconds);
  }

  path(segments: readonly string[]): string {
    return join(this.root, ...segments);
  }

  /** Makes the folders above, and room for something new. */
  #makeWay(segments: readonly string[]): string {
    if (segments.length === 0) throw new RefusedError('it has no name');
    this.makeFolder(segments.slice(0, -1));
    const path = this.path(segments);
    const found = this.#look(path);
    if (found === null) return path;
    if (found.isDirectory()) throw new RefusedError('a folder stands in its place');
    if (!this.#force && !this.#made.has(path)) throw new RefusedError('it exists; --force replaces it');
    unlinkSync(path);
    return path;
  }

  #look(path: string): Stats | null {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  }
}

/** Closes without minding how. */
export function closeQuietly(file: number): void {
  try {
    closeSync(file);
  } catch {
    // The file is written; a late error of its file system was seen by the writes or will be by the reader.
  }
}
