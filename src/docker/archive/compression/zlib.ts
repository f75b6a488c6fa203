import { Gunzip, Inflate, InflateRaw } from 'minizlib';
import { BrokenDataError, type Decompressor, type Output } from './decompressor.ts';

/** zlib drops what it made of a piece in which it finds an error, so the first pieces are small … */
const MIN_PIECE = 512;
/** … and they grow until one piece unpacks to 16 MiB at most (deflate packs 1,032 to 1). */
const MAX_PIECE = 16 * 1024;

/** `deflate` is HTTP's coding of that name: zlib's format, or as the daemon writes it, bare deflate. */
export type ZlibFormat = 'gzip' | 'deflate';

/**
 * RFC 1952 (of any number of members), RFC 1950 and RFC 1951 over Node's own zlib, which `minizlib` runs
 * without waiting; fflate took 3.5 to 12 times as long.
 */
export class ZlibDecompressor implements Decompressor {
  readonly #format: ZlibFormat;
  readonly #output: Output;
  readonly #piece = Buffer.alloc(MAX_PIECE);
  #stream: Gunzip | Inflate | InflateRaw | null = null;
  #filled = 0;
  #wanted = MIN_PIECE;
  #total = 0;
  #error: string | null = null;

  constructor(format: ZlibFormat, output: Output) {
    this.#format = format;
    this.#output = output;
  }

  push(bytes: Uint8Array): void {
    let position = 0;
    while (position < bytes.length) {
      const taken = Math.min(bytes.length - position, this.#wanted - this.#filled);
      this.#piece.set(bytes.subarray(position, position + taken), this.#filled);
      this.#filled += taken;
      position += taken;
      if (this.#filled === this.#wanted) this.#write();
    }
  }

  end(): void {
    this.#write();
    this.#stream?.end();
    this.#check();
  }

  /** Pieces end at the same places however the bytes came, and none is more than an eighth of those before. */
  #write(): void {
    this.#stream ??= this.#open();
    this.#stream.write(this.#piece.subarray(0, this.#filled));
    this.#check();
    this.#total += this.#filled;
    this.#filled = 0;
    this.#wanted = Math.min(MAX_PIECE, Math.max(MIN_PIECE, this.#total >>> 3));
  }

  #open(): Gunzip | Inflate | InflateRaw {
    const stream = this.#newStream();
    stream.on('data', this.#output);
    stream.on('error', (error) => {
      this.#error = error instanceof Error ? error.message.replace(/^zlib: /, '') : String(error);
    });
    return stream;
  }

  #newStream(): Gunzip | Inflate | InflateRaw {
    if (this.#format === 'gzip') return new Gunzip({});
    // RFC 1950 section 2.2: method 8 in the low bits, and both bytes together a multiple of 31.
    const header = this.#piece.readUInt16BE(0);
    return (header & 0x0f00) === 0x0800 && header % 31 === 0 ? new Inflate({}) : new InflateRaw({});
  }

  #check(): void {
    if (this.#error !== null)
      throw new BrokenDataError(this.#error, this.#error === 'unexpected end of file');
  }
}
