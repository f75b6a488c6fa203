import { gunzipSync, inflateSync } from 'node:zlib';

/** The message without its compression; null where it cannot be read, or would be larger than `maxBytes`. */
export function decompressMessage(
  bytes: Uint8Array,
  encoding: string | null,
  maxBytes: number,
): Uint8Array | null {
  const decompress = encoding === 'gzip' ? gunzipSync : encoding === 'deflate' ? inflateSync : null;
  if (decompress === null) return null;
  try {
    return decompress(bytes, { maxOutputLength: maxBytes });
  } catch {
    // zlib throws for what is broken or too large; both are what the wire holds.
    return null;
  }
}
