import { close, fchmodSync, fstatSync, ftruncate, openSync, writev } from 'node:fs';
import { promisify } from 'node:util';
import { ProxyError } from '../proxy-error.ts';

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

interface Slab {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/**
 * Records on their way to a capture file, written in order by the system's threads while the caller goes on.
 * A record is made of pieces that are reserved or appended, and ends with `commit`.
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
  readonly #free: Slab[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;

  /** `failed` is told once, when writing fails; nothing is written after that. Throws `ProxyError`. */
  constructor(path: string, failed: (error: NodeJS.ErrnoException) => void) {
    this.#failed = failed;
    try {
      this.#fd = openSync(path, 'w', 0o600);
      // It will hold credentials in clear, also where a file was there before with another mode.
      if (fstatSync(this.#fd).isFile()) fchmodSync(this.#fd, 0o600);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new ProxyError('cannot-record', `cannot write the capture: ${detail}`, error);
    }
  }

  /** Bytes that were taken and are not written yet; they are in memory. */
  get queuedBytes(): number {
    return this.#pendingBytes + this.#writingBytes;
  }

  /** Has `write` fill in the next `length` bytes (at most a slab) of the record, from the offset it is given. */
  reserve(length: number, write: (bytes: Uint8Array, view: DataView, offset: number) => void): void {
    if (this.#broken) return;
    if (this.#slabEnd + length > SLAB_BYTES) this.#takeSlab();
    write(this.#slab.bytes, this.#slab.view, this.#slabEnd);
    this.#slabEnd += length;
    this.#pendingBytes += length;
  }

  /** Adds bytes to the record that stay as they are until they are written. */
  append(bytes: Uint8Array): void {
    if (this.#broken) return;
    this.#cutSlab();
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
  }

  commit(): void {
    if (this.#broken || this.#writing !== null || this.#pendingBytes === 0) return;
    if (this.#pendingBytes >= WRITE_BYTES) this.#writing = this.#write();
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
    this.#timer = null;
    if (!this.#broken) this.#writing ??= this.#write();
  }

  /** Never rejects. */
  async #write(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#cutSlab();
    const pieces = this.#pending;
    const full = this.#full;
    this.#pending = [];
    this.#full = [];
    this.#writingBytes = this.#pendingBytes;
    this.#pendingBytes = 0;
    try {
      await this.#writeAll(pieces);
      this.#length += this.#writingBytes;
    } catch (error) {
      await this.#break(error as NodeJS.ErrnoException);
    }
    this.#writingBytes = 0;
    for (const slab of full) if (this.#free.length < MAX_FREE_SLABS) this.#free.push(slab);
    this.#writing = null;
    this.commit();
  }

  async #writeAll(pieces: readonly Uint8Array[]): Promise<void> {
    let rest = pieces;
    while (rest.length > 0) {
      let { bytesWritten } = await writeVector(this.#fd, rest as Uint8Array[]);
      let index = 0;
      while (index < rest.length && bytesWritten >= rest[index]!.length)
        bytesWritten -= rest[index++]!.length;
      // A full disk takes a part; the next call says why.
      const partial = rest[index]?.subarray(bytesWritten);
      rest = partial === undefined ? [] : [partial, ...rest.slice(index + 1)];
    }
  }

  async #break(error: NodeJS.ErrnoException): Promise<void> {
    this.#broken = true;
    this.#pending = [];
    this.#pendingBytes = 0;
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

function makeSlab(): Slab {
  const bytes = new Uint8Array(SLAB_BYTES);
  return { bytes, view: new DataView(bytes.buffer) };
}
