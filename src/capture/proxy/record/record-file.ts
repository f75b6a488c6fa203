import { close, fchmodSync, fstatSync, ftruncate, openSync, writev, writevSync } from 'node:fs';
import { promisify } from 'node:util';
import { ProxyError } from '../proxy-error.ts';
import type { ReadMemory } from '../read-memory.ts';
import { DiskPatience } from './disk-patience.ts';
import { DiskRoom } from './disk-room.ts';
import { DiskSpeed } from './disk-speed.ts';

const writeVector = promisify(writev);
const closeFile = promisify(close);
const truncateFile = promisify(ftruncate);

/** Records wait this long for more, in milliseconds, so that small ones share a system call. */
const WRITE_DELAY = 10;
/** Records that do not wait any longer. */
const WRITE_BYTES = 256 * 1024;
/** Small pieces are put together in slabs of this size. */
const SLAB_BYTES = 64 * 1024;
/** Slabs kept for use again; more than these are let go. */
const MAX_FREE_SLABS = 8;

/** What is written with one call. */
interface Batch {
  readonly pieces: Uint8Array[];
  readonly bytes: number;
  /** Slabs that pieces are in. */
  readonly full: readonly Slab[];
  readonly held: readonly ReadMemory[];
}

interface Slab {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/**
 * Records on their way to a capture file, in order. A disk that takes them at once is given them at once: what
 * was just read is still in this processor's cache, and another one would need twice the time. A slower one is
 * left to the system's threads while the caller goes on. A record is made of pieces that are reserved or
 * appended, and ends with `commit`.
 */
export class RecordFile {
  readonly #fd: number;
  readonly #failed: (error: NodeJS.ErrnoException) => void;
  #broken = false;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #writingBytes = 0;
  /** Bytes of whole records that the file has. */
  #length = 0;
  #slab = makeSlab();
  /** What of the slab is not in `#pending` yet. */
  #slabStart = 0;
  #slabEnd = 0;
  /** Slabs that are full, and in use until the next write is over. */
  #full: Slab[] = [];
  /** What is held until it is written. */
  #held: ReadMemory[] = [];
  readonly #patience = new DiskPatience();
  readonly #speed: DiskSpeed;
  readonly #room: DiskRoom;
  readonly #free: Slab[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;

  /** `failed` is told once, when writing fails; nothing is written after that. Throws `ProxyError`. */
  constructor(path: string, failed: (error: NodeJS.ErrnoException) => void) {
    this.#failed = failed;
    try {
      this.#fd = openSync(path, 'w', 0o600);
      // It will hold credentials in clear, also where a file was there before with another mode.
      const isFile = fstatSync(this.#fd).isFile();
      if (isFile) fchmodSync(this.#fd, 0o600);
      this.#speed = new DiskSpeed(isFile ? path : null);
      this.#room = new DiskRoom(isFile ? path : null);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new ProxyError('cannot-record', `cannot write the capture: ${detail}`, error);
    }
  }

  /** Bytes that were taken and are not written yet; they are in memory. */
  get queuedBytes(): number {
    return this.#pendingBytes + this.#writingBytes;
  }

  /** See `DiskPatience.wait`. */
  get wait(): Promise<void> | null {
    return this.#patience.wait;
  }

  /** Has `write` fill in the next `length` bytes (at most a slab) of the record, from the offset it is given. */
  reserve(length: number, write: (bytes: Uint8Array, view: DataView, offset: number) => void): void {
    if (this.#broken) return;
    if (this.#slabEnd + length > SLAB_BYTES) this.#takeSlab();
    write(this.#slab.bytes, this.#slab.view, this.#slabEnd);
    this.#slabEnd += length;
    this.#pendingBytes += length;
  }

  /** Adds bytes to the record that stay as they are, or whose `memory` is held, until they are written. */
  append(bytes: Uint8Array, memory: ReadMemory | null = null): void {
    if (this.#broken) return;
    this.#cutSlab();
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (memory === null) return;
    memory.hold();
    this.#held.push(memory);
  }

  commit(): void {
    if (this.#broken) return;
    this.#patience.queued(this.queuedBytes);
    if (this.#writing !== null || this.#pendingBytes === 0) return;
    if (this.#pendingBytes >= WRITE_BYTES) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), WRITE_DELAY);
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    while (!this.#broken && this.queuedBytes > 0) {
      this.#flush();
      await this.#writing;
    }
    this.#broken = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#writing;
    await closeFile(this.#fd).catch(() => {});
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#broken || this.#writing !== null) return;
    const batch = this.#takeBatch();
    if (this.#speed.isQuick) this.#writeNow(batch);
    else this.#writing = this.#write(batch);
  }

  #takeBatch(): Batch {
    this.#cutSlab();
    const batch = {
      pieces: this.#pending,
      bytes: this.#pendingBytes,
      full: this.#full,
      held: this.#held,
    };
    this.#pending = [];
    this.#full = [];
    this.#held = [];
    this.#writingBytes = this.#pendingBytes;
    this.#pendingBytes = 0;
    return batch;
  }

  #writeNow(batch: Batch): void {
    const begun = performance.now();
    try {
      let rest = batch.pieces;
      while (rest.length > 0) rest = behind(rest, writevSync(this.#fd, rest));
      this.#written(batch);
      if (this.#room.isShort(batch.bytes)) this.#writing = this.#break(noRoom());
    } catch (error) {
      this.#written(batch);
      this.#writing = this.#break(error as NodeJS.ErrnoException);
    }
    this.#speed.took(performance.now() - begun);
  }

  /** Never rejects. */
  async #write(batch: Batch): Promise<void> {
    try {
      let rest = batch.pieces;
      while (rest.length > 0) {
        const { bytesWritten } = await writeVector(this.#fd, rest);
        rest = behind(rest, bytesWritten);
      }
      this.#written(batch);
      if (this.#room.isShort(batch.bytes)) await this.#break(noRoom());
    } catch (error) {
      await this.#break(error as NodeJS.ErrnoException);
      this.#written(batch);
    }
    this.#writing = null;
    this.commit();
  }

  #written({ full, held }: Batch): void {
    if (!this.#broken) this.#length += this.#writingBytes;
    this.#writingBytes = 0;
    this.#patience.queued(this.queuedBytes);
    for (const memory of held) memory.release();
    for (const slab of full) if (this.#free.length < MAX_FREE_SLABS) this.#free.push(slab);
  }

  async #break(error: NodeJS.ErrnoException): Promise<void> {
    this.#broken = true;
    this.#pending = [];
    this.#pendingBytes = 0;
    for (const memory of this.#held) memory.release();
    this.#held = [];
    // A reader of the file finds whole records only.
    await truncateFile(this.#fd, this.#length).catch(() => {});
    this.#failed(error);
  }

  #takeSlab(): void {
    this.#cutSlab();
    this.#full.push(this.#slab);
    this.#slab = this.#free.pop() ?? makeSlab();
    this.#slabStart = 0;
    this.#slabEnd = 0;
  }

  #cutSlab(): void {
    if (this.#slabEnd > this.#slabStart)
      this.#pending.push(this.#slab.bytes.subarray(this.#slabStart, this.#slabEnd));
    this.#slabStart = this.#slabEnd;
  }
}

/** What is left of `pieces` when `count` bytes are written: a full disk takes a part, and then says why. */
function behind(pieces: readonly Uint8Array[], count: number): Uint8Array[] {
  let left = count;
  let index = 0;
  while (index < pieces.length && left >= pieces[index]!.length) left -= pieces[index++]!.length;
  const partial = pieces[index]?.subarray(left);
  return partial === undefined ? [] : [partial, ...pieces.slice(index + 1)];
}

function noRoom(): NodeJS.ErrnoException {
  return Object.assign(new Error('almost no space is left on the disk'), { code: 'ENOSPC' });
}

function makeSlab(): Slab {
  const bytes = new Uint8Array(SLAB_BYTES);
  return { bytes, view: new DataView(bytes.buffer) };
}
