import type { Compression } from '../../../model/archive-entry.ts';

/**
 * First bytes of each format: RFC 1952 section 2.3.1, bzip2's format description, the xz file format section
 * 2.1.1.1, RFC 8878 sections 3.1.1 and 3.1.2 (whose skippable frames have sixteen numbers).
 */
const magics: readonly (readonly [Compression, RegExp])[] = [
  ['gzip', /^\x1f\x8b\x08/],
  ['bzip2', /^BZh[1-9]/],
  ['xz', /^\xfd7zXZ\0/],
  ['zstd', /^(\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/],
];

/** Bytes that the longest magic takes. */
export const MAGIC_BYTES = 6;

/**
 * How a body is packed. As in the daemon only its first bytes count, because clients say so in a header
 * rarely (docker-py) or never (docker build --compress).
 */
export function recogniseCompression(head: Uint8Array): Compression {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, MAGIC_BYTES)).toString(
    'latin1',
  );
  return magics.find(([, magic]) => magic.test(text))?.[0] ?? 'none';
}
