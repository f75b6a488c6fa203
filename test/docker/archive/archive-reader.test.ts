import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArchiveOptions } from '../../../src/docker/archive/archive-reader.ts';
import { ArchiveReader } from '../../../src/docker/archive/archive-reader.ts';
import { packed, packings } from '../../builders/packed.ts';
import { tarFile } from '../../builders/tar.ts';
import { everySplit } from '../../every-split.ts';

/** Pieces are bytes, or a number of bytes that are missing. */
function read(pieces: readonly (Uint8Array | number)[], options: ArchiveOptions = {}, complete = true) {
  const reader = new ArchiveReader({ hash: true, ...options });
  for (const piece of pieces) {
    if (typeof piece === 'number') reader.gap(piece, 1);
    else reader.push(piece, 1);
  }
  reader.end(2, complete);
  return {
    compression: reader.compression,
    bytes: reader.bytes,
    fileBytes: reader.fileBytes,
    entries: reader.entries.map(({ path, sha256 }) => ({ path, sha256 })),
    issues: reader.issues.map((issue) => issue.code),
  };
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const content = 'FROM scratch\n'.repeat(30);
const tar = tarFile({ name: 'Dockerfile', content }, { name: 'other', content: 'other' });
const entries = [
  { path: 'Dockerfile', sha256: sha256(content) },
  { path: 'other', sha256: sha256('other') },
];

describe('compressions', () => {
  it.each(['none', ...packings] as const)('%s: recognised by its first bytes, however it is cut', (kind) => {
    const bytes = kind === 'none' ? tar.subarray(0, 1500) : packed(kind, tar);
    const result = everySplit(bytes, (pieces) => read(pieces, {}, kind !== 'none'));
    expect(result).toMatchObject({ compression: kind, bytes: bytes.length });
    if (kind !== 'none') expect(result).toMatchObject({ entries, issues: [], fileBytes: content.length + 5 });
  });

  it.each(packings)('%s: cut off, keeps what was unpacked before', (kind) => {
    const noise = randomBytes(1_200_000);
    const bytes = packed(
      kind,
      tarFile({ name: 'first', content: noise }, { name: 'second', content: randomBytes(1_200_000) }),
    );
    const result = read([bytes.subarray(0, bytes.length * 0.9)], {}, false);
    expect(result.issues).toContain('docker/archive-truncated');
    expect(result.entries).toEqual([
      { path: 'first', sha256: sha256(noise) },
      { path: 'second', sha256: null },
    ]);
  });

  it.each(packings)('%s: a gap ends it, and what came before is kept', (kind) => {
    const bytes = packed(kind, tarFile({ name: 'first', content: randomBytes(3_000_000) }));
    const half = bytes.length >> 1;
    const result = read([bytes.subarray(0, half), 10, bytes.subarray(half + 10)]);
    expect(result.issues).toEqual(['docker/archive-gap', 'docker/tar-truncated']);
    expect(result.bytes).toBe(bytes.length - 10);
    expect(result.entries).toEqual([{ path: 'first', sha256: null }]);
  });

  it.each([
    ['as RFC 1950 has it', deflateSync(tar)],
    ['bare, as the daemon writes it', deflateRawSync(tar)],
  ])('Content-Encoding: deflate, %s', (_, bytes) => {
    const result = everySplit(bytes, (pieces) => read(pieces, { encoding: 'deflate' }));
    expect(result).toMatchObject({ compression: 'none', entries, issues: [], bytes: bytes.length });
  });

  it('a bomb is stopped', () => {
    const member = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });
    const bytes = Buffer.concat(Array(18).fill(member));
    expect(read([bytes]).issues).toContain('docker/archive-limit');
  });
});

describe('bodies that are no tar', () => {
  it.each([
    ['text', Buffer.from('FROM scratch\nRUN true\n'), 'text'],
    ['long text', Buffer.from('FROM scratch\nRUN true\n'.repeat(100)), 'text'],
    ['bytes', Buffer.alloc(2000, 0x80), 'not a tar'],
    ['three bytes', Buffer.of(1, 2, 3), 'not a tar'],
  ])('%s', (_, bytes, message) => {
    const reader = new ArchiveReader();
    reader.push(bytes, 1);
    reader.end(1, true);
    expect(reader.entries).toEqual([]);
    expect(reader.issues.at(-1)).toMatchObject({ code: 'docker/archive-not-tar' });
    expect(reader.issues.at(-1)!.message).toContain(message);
  });

  it('an empty body is nothing to speak of', () => {
    expect(read([])).toMatchObject({ bytes: 0, entries: [], issues: [] });
  });
});

it('a gap at the very start is taken for one in a plain tar', () => {
  expect(read([512, tar.subarray(512)])).toMatchObject({ compression: 'none', entries: [entries[1]] });
});

it.each(packings)('%s: no damage makes it throw, and cuts do not matter', (kind) => {
  const bytes = packed(kind, tarFile({ content: readFileSync(new URL(import.meta.url)) }));
  const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(damage, fc.nat(bytes.length), (changes, cut) => {
      const damaged = bytes.slice();
      for (const [offset, value] of changes) damaged[offset] = value;
      expect(read([damaged.subarray(0, cut), damaged.subarray(cut)])).toEqual(read([damaged]));
    }),
    { numRuns: kind === 'bzip2' ? 60 : 150 },
  );
});
