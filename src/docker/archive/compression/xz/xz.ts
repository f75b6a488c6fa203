import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ByteQueue } from '../byte-queue.ts';
import { BrokenDataError, type Decompressor, type Output } from '../decompressor.ts';
import { Crc64 } from './crc64.ts';
import { Lzma2Decoder } from './lzma2.ts';

/** `xz -9` uses 64 MiB; more is made only by hand and would let a few bytes take all memory. */
const MAX_DICTIONARY_BYTES = 64 * 1024 * 1024;
const STREAM_HEADER_BYTES = 12;
const STREAM_FOOTER_BYTES = 12;
const LZMA2_FILTER = 0x21;

/** A block's checksum (xz file format, section 2.1.1.2); `digest` is null where the kind is not known. */
interface Check {
  readonly size: number;
  readonly update: (bytes: Uint8Array) => void;
  readonly digest: (() => Uint8Array) | null;
}

type Phase = 'stream-header' | 'block-header' | 'chunks' | 'block-end' | 'index' | 'footer' | 'padding';

/**
 * The xz file format 1.2.0, of any number of streams, with the LZMA2 filter that `xz` uses alone unless told
 * otherwise. No library: those on npm are native addons or want the whole input at once.
 */
export class XzDecompressor implements Decompressor {
  readonly #queue = new ByteQueue();
  readonly #output: Output;
  #phase: Phase = 'stream-header';
  #streams = 0;
  #checkId = 0;
  #check: Check = newCheck(0);
  #chunks: Lzma2Decoder | null = null;
  /** Packed bytes of the block so far: blocks are filled up to a multiple of four. */
  #blockBytes = 0;
  /** Numbers that the index still holds; null before its first, which says how many. */
  #indexNumbers: number | null = null;
  #indexBytes = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  push(bytes: Uint8Array): void {
    // Piece by piece, so that what waits in the queue is little more than one chunk.
    for (let at = 0; at < bytes.length; at += 0x10000) {
      this.#queue.append(bytes.subarray(at, at + 0x10000));
      while (this.#step());
    }
  }

  end(): void {
    if (this.#phase === 'stream-header' && this.#streams > 0) return;
    if (this.#phase !== 'padding') throw new BrokenDataError('unexpected end of xz data', true);
  }

  /** False where more bytes are needed. */
  #step(): boolean {
    switch (this.#phase) {
      case 'stream-header':
        return this.#readStreamHeader();
      case 'block-header':
        return this.#readBlockHeader();
      case 'chunks':
        return this.#readChunk();
      case 'block-end':
        return this.#readBlockEnd();
      case 'index':
        return this.#readIndex();
      case 'footer':
        return this.#readFooter();
      default:
        return this.#readPadding();
    }
  }

  #readStreamHeader(): boolean {
    if (this.#queue.length < STREAM_HEADER_BYTES) return false;
    const header = Buffer.from(this.#queue.take(STREAM_HEADER_BYTES));
    if (
      header.toString('latin1', 0, 6) !== '\xfd7zXZ\0' ||
      crc32(header.subarray(6, 8)) !== header.readUInt32LE(8)
    ) {
      throw new BrokenDataError('xz header is invalid');
    }
    this.#checkId = header[7]! & 15;
    this.#streams += 1;
    this.#phase = 'block-header';
    return true;
  }

  #readBlockHeader(): boolean {
    if (this.#queue.length < 1) return false;
    if (this.#queue.at(0) === 0) {
      this.#queue.skip(1);
      this.#indexBytes = 1;
      this.#indexNumbers = null;
      this.#phase = 'index';
      return true;
    }
    const size = (this.#queue.at(0) + 1) * 4;
    if (this.#queue.length < size) return false;
    const header = Buffer.from(this.#queue.take(size));
    if (crc32(header.subarray(0, size - 4)) !== header.readUInt32LE(size - 4)) {
      throw new BrokenDataError('xz block header is invalid');
    }
    this.#chunks = new Lzma2Decoder(dictionarySize(header));
    this.#check = newCheck(this.#checkId);
    this.#blockBytes = 0;
    this.#phase = 'chunks';
    return true;
  }

  #readChunk(): boolean {
    const chunk = this.#chunks!.next(this.#queue);
    if (chunk === null) return false;
    this.#blockBytes += chunk.bytes;
    if (chunk.output === null) {
      this.#phase = 'block-end';
    } else {
      this.#check.update(chunk.output);
      this.#output(chunk.output);
    }
    return true;
  }

  #readBlockEnd(): boolean {
    const padding = -this.#blockBytes & 3;
    if (this.#queue.length < padding + this.#check.size) return false;
    this.#queue.skip(padding);
    const stored = Buffer.from(this.#queue.take(this.#check.size));
    const { digest } = this.#check;
    if (digest !== null && !stored.equals(digest())) {
      throw new BrokenDataError('xz checksum of a block does not match');
    }
    this.#phase = 'block-header';
    return true;
  }

  /** The index repeats the sizes of the blocks; it is passed over, number by number, to find its end. */
  #readIndex(): boolean {
    if (this.#indexNumbers === 0) {
      const rest = (-this.#indexBytes & 3) + 4;
      if (this.#queue.length < rest) return false;
      this.#queue.skip(rest);
      this.#phase = 'footer';
      return true;
    }
    const number = readVariable(this.#queue);
    if (number === null) return false;
    this.#queue.skip(number.bytes);
    this.#indexBytes += number.bytes;
    this.#indexNumbers = this.#indexNumbers === null ? number.value * 2 : this.#indexNumbers - 1;
    return true;
  }

  #readFooter(): boolean {
    if (this.#queue.length < STREAM_FOOTER_BYTES) return false;
    const footer = Buffer.from(this.#queue.take(STREAM_FOOTER_BYTES));
    if (footer.toString('latin1', 10) !== 'YZ') throw new BrokenDataError('xz footer is invalid');
    this.#phase = 'padding';
    return true;
  }

  /** Zeros, in fours, may stand between streams and behind the last. */
  #readPadding(): boolean {
    if (this.#queue.length < 4) return false;
    if (this.#queue.view(4).every((byte) => byte === 0)) this.#queue.skip(4);
    else this.#phase = 'stream-header';
    return true;
  }
}

/** Section 3.1 of the format: flags, maybe sizes, then filters, of which only LZMA2 is read. */
function dictionarySize(header: Buffer): number {
  const flags = header[1]!;
  let position = 2;
  for (const present of [flags & 0x40, flags & 0x80]) {
    if (!present) continue;
    while (header[position]! & 0x80) position += 1;
    position += 1;
  }
  if ((flags & 3) !== 0 || header[position] !== LZMA2_FILTER || header[position + 1] !== 1) {
    throw new BrokenDataError('xz data with filters other than LZMA2 is not read');
  }
  const bits = header[position + 2]!;
  const size = bits > 40 ? Number.NaN : (2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11);
  if (!(size <= MAX_DICTIONARY_BYTES))
    throw new BrokenDataError('xz dictionary of more than 64 MiB is not read');
  return size;
}

function newCheck(id: number): Check {
  if (id === 1) {
    let crc = 0;
    const digest = (): Uint8Array => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(crc);
      return bytes;
    };
    return { size: 4, update: (bytes) => (crc = crc32(bytes, crc)), digest };
  }
  if (id === 4) {
    const crc = new Crc64();
    return { size: 8, update: (bytes) => crc.update(bytes), digest: () => crc.digest() };
  }
  if (id === 10) {
    const hash = createHash('sha256');
    return { size: 32, update: (bytes) => hash.update(bytes), digest: () => hash.digest() };
  }
  return { size: id === 0 ? 0 : 4 << Math.floor((id - 1) / 3), update: () => {}, digest: null };
}

/** Seven bits a byte, lowest first (section 1.2); null where it is not all there. */
function readVariable(queue: ByteQueue): { readonly value: number; readonly bytes: number } | null {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    if (index >= queue.length) return null;
    const byte = queue.at(index);
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, bytes: index + 1 };
  }
  throw new BrokenDataError('xz index is invalid');
}
