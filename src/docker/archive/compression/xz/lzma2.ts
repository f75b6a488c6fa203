import type { ByteQueue } from '../byte-queue.ts';
import { BrokenDataError } from '../decompressor.ts';
import { LzmaDecoder } from './lzma-decoder.ts';

/** Reads LZMA2 chunks (xz-embedded, `xz_dec_lzma2.c`); each says how long it is before and after unpacking. */
export class Lzma2Decoder {
  readonly #decoder: LzmaDecoder;
  #needsDictionary = true;
  #needsProperties = true;

  constructor(dictionarySize: number) {
    this.#decoder = new LzmaDecoder(dictionarySize);
  }

  /**
   * Unpacks the next chunk if the queue holds all of it. `bytes` is what the chunk took; `output` is null for
   * the chunk that ends the data.
   */
  next(queue: ByteQueue): { readonly bytes: number; readonly output: Uint8Array | null } | null {
    if (queue.length < 1) return null;
    const control = queue.at(0);
    if (control === 0) {
      queue.skip(1);
      return { bytes: 1, output: null };
    }
    const hasProperties = control >= 0xc0;
    const headerBytes = control < 0x80 ? 3 : hasProperties ? 6 : 5;
    if (queue.length < headerBytes) return null;
    const packed = control < 0x80 ? uint16(queue, 1) + 1 : uint16(queue, 3) + 1;
    if (queue.length < headerBytes + packed) return null;

    const size = (control & 0x1f) * 0x10000 + uint16(queue, 1) + 1;
    if (control >= 0xe0 || control === 1) {
      this.#decoder.resetDictionary();
      this.#needsDictionary = false;
    } else if (this.#needsDictionary) {
      throw new BrokenDataError('LZMA2 data begins without a dictionary');
    }
    const properties = hasProperties ? queue.at(5) : null;
    queue.skip(headerBytes);
    const bytes = headerBytes + packed;
    const content = queue.take(packed);
    if (control < 0x80) {
      if (control > 2) throw new BrokenDataError('LZMA2 chunk of an unknown kind');
      return { bytes, output: this.#decoder.copy(content) };
    }
    if (properties !== null) {
      this.#decoder.setProperties(properties);
      this.#needsProperties = false;
    } else if (this.#needsProperties) {
      throw new BrokenDataError('LZMA2 data begins without properties');
    }
    if (control >= 0xa0) this.#decoder.resetState();
    return { bytes, output: this.#decoder.decode(content, size) };
  }
}

function uint16(queue: ByteQueue, index: number): number {
  return queue.at(index) * 256 + queue.at(index + 1);
}
