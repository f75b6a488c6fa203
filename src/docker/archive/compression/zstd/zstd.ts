import { ByteQueue } from '../byte-queue.ts';
import { BrokenDataError, type Decompressor, type Output } from '../decompressor.ts';
import { BlockDecoder, MAX_BLOCK_BYTES } from './block.ts';
import { SlidingWindow } from './sliding-window.ts';

const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
/** As zstd(1) unless told otherwise. `zstd -19` uses 8 MiB, `--ultra -22` this much; memory is used as it fills. */
const MAX_WINDOW_BYTES = 128 * 1024 * 1024;
/** Moving the window each so many bytes keeps that cheap. */
const WINDOW_ROOM = 4 * 1024 * 1024;
/** Magic and the longest header behind it. */
const MAX_HEADER_BYTES = 18;

/**
 * Zstandard (RFC 8878), of any number of frames, without dictionaries; content checksums are not compared.
 * No library: fzstd spends a minute on thirty bytes that were made for it, and 2 GiB on a header.
 */
export class ZstdDecompressor implements Decompressor {
  readonly #queue = new ByteQueue();
  readonly #output: Output;
  readonly #window = new SlidingWindow();
  readonly #blocks = new BlockDecoder();
  #phase: 'frame' | 'block' | 'checksum' | 'skip' = 'frame';
  #frames = 0;
  #hasChecksum = false;
  /** Bytes of a skippable frame that are still to come. */
  #skip = 0;
  /** Bytes that a block may unpack to: 128 KiB, or less in a small window. */
  #maxBlock = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  push(bytes: Uint8Array): void {
    // Piece by piece, so that what waits in the queue is little more than one block.
    for (let at = 0; at < bytes.length; at += 0x10000) {
      this.#queue.append(bytes.subarray(at, at + 0x10000));
      while (this.#step(false));
    }
  }

  end(): void {
    while (this.#step(true));
    if (this.#phase !== 'frame' || this.#queue.length > 0 || this.#frames === 0) {
      throw new BrokenDataError('unexpected end of zstd data', true);
    }
  }

  /** False where more bytes are needed. */
  #step(atEnd: boolean): boolean {
    const { length } = this.#queue;
    switch (this.#phase) {
      case 'frame':
        return (length >= MAX_HEADER_BYTES || (atEnd && length >= 5)) && this.#readFrameHeader();
      case 'block':
        return this.#readBlock();
      case 'checksum':
        if (length < 4) return false;
        this.#queue.skip(4);
        this.#phase = 'frame';
        return true;
      default: {
        const skipped = Math.min(length, this.#skip);
        this.#queue.skip(skipped);
        this.#skip -= skipped;
        if (this.#skip > 0) return false;
        this.#phase = 'frame';
        return true;
      }
    }
  }

  /** Sections 3.1.1.1 and 3.1.2. */
  #readFrameHeader(): boolean {
    const header = Buffer.alloc(MAX_HEADER_BYTES);
    header.set(this.#queue.view(Math.min(MAX_HEADER_BYTES, this.#queue.length)));
    const magic = header.readUInt32LE(0);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC) {
      if (this.#queue.length < 8) return false;
      this.#queue.skip(8);
      this.#skip = header.readUInt32LE(4);
      this.#phase = 'skip';
      return true;
    }
    if (magic !== FRAME_MAGIC) throw new BrokenDataError('no zstd frame where one should begin');
    const flags = header[4]!;
    const isSingle = (flags & 0x20) !== 0;
    const dictionaryBytes = [0, 1, 2, 4][flags & 3]!;
    const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >>> 6]!;
    const headerBytes = 5 + (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes;
    if (this.#queue.length < headerBytes) return false;
    if ((flags & 8) !== 0) throw new BrokenDataError('zstd frame header is invalid');
    const sizeAt = headerBytes - sizeBytes;
    if (header.subarray(sizeAt - dictionaryBytes, sizeAt).some((byte) => byte !== 0)) {
      throw new BrokenDataError('zstd data with a dictionary is not read');
    }
    const window = isSingle ? contentSize(header, sizeAt, sizeBytes) : windowSize(header[5]!);
    if (window > MAX_WINDOW_BYTES)
      throw new BrokenDataError('a zstd window of more than 128 MiB is not read');
    this.#queue.skip(headerBytes);
    this.#window.reset(window, WINDOW_ROOM);
    this.#blocks.reset();
    this.#maxBlock = Math.min(window, MAX_BLOCK_BYTES);
    this.#hasChecksum = (flags & 4) !== 0;
    this.#frames += 1;
    this.#phase = 'block';
    return true;
  }

  /** Section 3.1.1.2. */
  #readBlock(): boolean {
    if (this.#queue.length < 3) return false;
    const header = this.#queue.at(0) | (this.#queue.at(1) << 8) | (this.#queue.at(2) << 16);
    const kind = (header >>> 1) & 3;
    const size = header >>> 3;
    if (kind === 3 || size > this.#maxBlock) throw new BrokenDataError('zstd block header is invalid');
    const packed = kind === 1 ? 1 : size;
    if (this.#queue.length < 3 + packed) return false;
    this.#queue.skip(3);
    const content = this.#queue.take(packed);
    this.#window.begin(MAX_BLOCK_BYTES);
    if (kind === 0) this.#window.write(content);
    else if (kind === 1) this.#window.fill(content[0]!, size);
    else this.#blocks.decode(content, this.#window);
    if (this.#window.written.length > 0) this.#output(this.#window.written);
    if ((header & 1) !== 0) this.#phase = this.#hasChecksum ? 'checksum' : 'frame';
    return true;
  }
}

/** Section 3.1.1.1.2: a power of two from 1 KiB on, and eighths of it. */
function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** Section 3.1.1.1.4; two bytes count from 256 on. */
function contentSize(header: Buffer, at: number, bytes: number): number {
  if (bytes === 8) return Number(header.readBigUInt64LE(at));
  return header.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);
}
