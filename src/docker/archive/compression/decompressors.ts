import type { Compression } from '../../../model/archive-entry.ts';
import { Bzip2Decompressor } from './bzip2/bzip2.ts';
import type { Decompressor, Output } from './decompressor.ts';
import { XzDecompressor } from './xz/xz.ts';
import { ZlibDecompressor } from './zlib.ts';
import { ZstdDecompressor } from './zstd/zstd.ts';

/** How each kind of compression is undone. */
export const decompressors: Readonly<Record<Exclude<Compression, 'none'>, (output: Output) => Decompressor>> =
  {
    gzip: (output) => new ZlibDecompressor('gzip', output),
    bzip2: (output) => new Bzip2Decompressor(output),
    xz: (output) => new XzDecompressor(output),
    zstd: (output) => new ZstdDecompressor(output),
  };
