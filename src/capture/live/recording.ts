import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { GrowingFile } from '../file/follow-capture.ts';
import { systemErrorWords } from '../file/system-error-words.ts';
import { LiveError } from './live-error.ts';
import { isBeyondLast, type Rotation, rotatedName } from './rotation.ts';

export interface RecordingOptions {
  /** Null for a private file that is removed at the end. */
  readonly path: string | null;
  readonly rotation: Rotation | null;
}

/** One file of a recording: written to its end, then only read. */
export interface RecordedFile extends GrowingFile {
  finished: boolean;
}

/** What is left free on a disk, so that the file's end and other programs have room. In bytes. */
const RESERVE = 2 * 1024 * 1024;

/**
 * The capture file, or files, that a live capture fills while they are read: readable by their owner alone,
 * who is the user that called sudo where somebody did.
 */
export class Recording {
  readonly #options: RecordingOptions;
  readonly #folder: string | null;
  readonly #files: RecordedFile[] = [];
  #bytes = 0;
  #begunAt = 0;

  /** Throws `LiveError` where the file cannot be written. */
  constructor(options: RecordingOptions) {
    this.#options = options;
    // AppArmor's profile for tcpdump lets it write to names with this ending and no other.
    this.#folder = options.path === null ? mkdtempSync(join(tmpdir(), 'dind-sniff-')) : null;
    this.#open();
  }

  /** Whether files follow one another, so that who writes has to go through `write`. */
  get rotates(): boolean {
    return this.#options.rotation !== null;
  }

  /** The private folder that a file without a name is in; null where it has one. */
  get privateFolder(): string | null {
    return this.#folder;
  }

  /** The file that is written now. */
  get current(): RecordedFile {
    return this.#files[this.#files.length - 1] as RecordedFile;
  }

  /** All files in their order, each after the one before was read; those that are still to come, too. */
  *files(): Generator<RecordedFile> {
    for (let number = 0; number < this.#files.length; number += 1) yield this.#files[number] as RecordedFile;
  }

  /** Appends whole records. Throws `LiveError` where the disk does not take them; then they are not there. */
  write(bytes: Uint8Array): void {
    const { descriptor, path } = this.current;
    try {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(descriptor, bytes, done, bytes.length - done, this.#bytes + done);
      }
    } catch (error) {
      ftruncateSync(descriptor, this.#bytes);
      throw cannotWrite(path, error);
    }
    this.#bytes += bytes.length;
  }

  /** Whether a record of `length` bytes at `now` (milliseconds) belongs to the next file. */
  mustRotate(length: number, now: number): boolean {
    const { rotation } = this.#options;
    if (rotation === null) return false;
    if (rotation.bytes !== null && this.#bytes > 0 && this.#bytes + length > rotation.bytes) return true;
    return rotation.seconds !== null && now - this.#begunAt >= rotation.seconds * 1000;
  }

  /** Ends the current file and begins the next; false where there is to be none. */
  rotate(): boolean {
    const { rotation } = this.#options;
    if (rotation === null || isBeyondLast(rotation, this.#files.length)) return false;
    const previous = this.current;
    this.#open();
    previous.finished = true;
    return true;
  }

  /** Nothing more is written. */
  finish(): void {
    this.current.finished = true;
  }

  /** Everything of a file was read; what stands behind its last whole record goes. */
  close(file: RecordedFile, wholeBytes: number): void {
    if (fstatSync(file.descriptor).size > wholeBytes) ftruncateSync(file.descriptor, wholeBytes);
    closeSync(file.descriptor);
  }

  /** Why capturing has to end before the disk is full, in one line; null where there is room. */
  noRoom(): string | null {
    const { path } = this.current;
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < RESERVE ? `capturing ended: no space left for ${path}` : null;
  }

  /** Removes what has no name of its own. */
  remove(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  #open(): void {
    const { path, rotation } = this.#options;
    const now = Date.now();
    const named = path ?? join(this.#folder as string, 'capture.pcap');
    const name = rotation === null ? named : rotatedName(named, rotation, this.#files.length, now);
    this.#files.push({ path: name, descriptor: openOwn(name, rotation !== null), finished: false });
    this.#bytes = 0;
    this.#begunAt = now;
  }
}

function openOwn(path: string, replace: boolean): number {
  const { O_RDWR, O_CREAT, O_TRUNC } = constants;
  try {
    // A file that a ring comes round to may still be read; it goes when its reader is through with it.
    if (replace) unlinkOld(path);
    const descriptor = openSync(path, O_RDWR | O_CREAT | O_TRUNC, 0o600);
    if (!fstatSync(descriptor).isFile()) {
      closeSync(descriptor);
      throw new LiveError('cannot-write', `cannot write ${path}: it is no regular file; name one with -w`);
    }
    fchmodSync(descriptor, 0o600);
    const owner = callingUser();
    if (owner !== null) fchownSync(descriptor, owner.user, owner.group);
    return descriptor;
  } catch (error) {
    throw error instanceof LiveError ? error : cannotWrite(path, error);
  }
}

function unlinkOld(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function cannotWrite(path: string, cause: unknown): LiveError {
  return new LiveError('cannot-write', `cannot write ${path}: ${systemErrorWords(cause)}`, cause);
}

/** Who called sudo; null where nobody did. */
function callingUser(): { readonly user: number; readonly group: number } | null {
  if (process.getuid?.() !== 0) return null;
  const user = Number(process.env.SUDO_UID ?? '');
  const group = Number(process.env.SUDO_GID ?? '');
  return user > 0 && group > 0 ? { user, group } : null;
}
