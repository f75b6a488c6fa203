import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenDataError } from '../../../../src/docker/archive/compression/decompressor.ts';
import { decompressors } from '../../../../src/docker/archive/compression/decompressors.ts';
import { type Packing, packed, packings } from '../../../builders/packed.ts';

/** Unpacks pieces of `size`; what came out, and the error where there was one. */
function unpack(kind: Packing, bytes: Uint8Array, size = 4096) {
  const pieces: Buffer[] = [];
  const decompressor = decompressors[kind]((piece) => pieces.push(Buffer.from(piece)));
  let error: string | null = null;
  try {
    for (let at = 0; at < bytes.length; at += size) decompressor.push(bytes.subarray(at, at + size));
    decompressor.end();
  } catch (thrown) {
    if (!(thrown instanceof BrokenDataError)) throw thrown;
    error = thrown.truncated ? 'truncated' : thrown.message;
  }
  return { output: Buffer.concat(pieces), error };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Numbers that look random and are the same on each run. */
function noise(length: number, symbols = 256): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % symbols;
  });
}

const source = readFileSync(new URL('../../../../package-lock.json', import.meta.url));
const inputs: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', new Uint8Array(0)],
  ['one byte', Uint8Array.of(65)],
  ['text', source],
  [
    'runs of each length',
    Buffer.from(Array.from({ length: 300 }, (_, n) => 'ab'[n % 2]!.repeat(n)).join('')),
  ],
  ['zeros', new Uint8Array(1_000_000)],
  ['noise', noise(1_100_000)],
  ['four symbols', noise(400_000, 4)],
  ['text, noise, text', Buffer.concat([source, noise(70_000), source, source])],
];

const options: Readonly<Record<Packing, readonly (readonly string[])[]>> = {
  gzip: [['-1'], ['-9']],
  bzip2: [['-1'], ['-9']],
  xz: [
    ['-0'],
    ['-9e'],
    ['--check=none'],
    ['--check=crc32'],
    ['--check=sha256'],
    ['--block-size=50000'],
    ['--lzma2=dict=4KiB,lc=0,lp=4,pb=0'],
    ['--lzma2=preset=1,lc=1,lp=2,pb=4'],
  ],
  zstd: [['-3'], ['-19'], ['--fast=5'], ['--no-check']],
};

describe.each(packings)('%s', (kind) => {
  describe.each(options[kind].map((list) => [list.join(' '), list] as const))('%s', (_, flags) => {
    it.each(inputs)('%s', (_name, input) => {
      const { output, error } = unpack(kind, packed(kind, input, ...flags));
      expect(error).toBeNull();
      expect(output.length).toBe(input.length);
      expect(sha256(output)).toBe(sha256(input));
    });
  });

  it('streams behind one another', () => {
    const bytes = Buffer.concat(['one', 'two', '', 'three'].map((text) => packed(kind, Buffer.from(text))));
    for (const size of [1, 7, 10_000]) {
      expect(unpack(kind, bytes, size)).toEqual({ output: Buffer.from('onetwothree'), error: null });
    }
  });

  it('cut at any place', () => {
    const input = Buffer.concat([source.subarray(0, 3000), noise(500)]);
    const bytes = packed(kind, input);
    for (let end = 4; end < bytes.length; end += 1) {
      const { output, error } = unpack(kind, bytes.subarray(0, end));
      expect(error, `cut at ${end}`).toBe('truncated');
      expect(output.equals(input.subarray(0, output.length))).toBe(true);
    }
  });

  it('damage is found or changes nothing, except where zstd has no checksum compared', () => {
    const input = Buffer.concat([source.subarray(0, 3000), noise(500)]);
    const bytes = packed(kind, input);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (offset, change) => {
        const damaged = bytes.slice();
        damaged[offset]! ^= change;
        const { output, error } = unpack(kind, damaged);
        if (error === null && kind !== 'zstd') expect(output.equals(input) || output.length === 0).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('garbage behind its magic', () => {
    const magic = packed(kind, Buffer.from('x')).subarray(0, 4);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (garbage) => {
        unpack(kind, Buffer.concat([magic, garbage]));
      }),
      { numRuns: 60 },
    );
  });
});

it.each(packings.filter((kind) => kind === 'gzip' || kind === 'bzip2'))(
  '%s ignores what follows the last stream, as its program does',
  (kind) => {
    const bytes = Buffer.concat([packed(kind, Buffer.from('text')), Buffer.alloc(100)]);
    expect(unpack(kind, bytes)).toEqual({ output: Buffer.from('text'), error: null });
  },
);

it.runIf(packings.includes('xz'))('xz takes padding between streams', () => {
  const bytes = packed('xz', Buffer.from('text'));
  const padded = Buffer.concat([bytes, Buffer.alloc(8), bytes, Buffer.alloc(4)]);
  expect(unpack('xz', padded)).toEqual({ output: Buffer.from('texttext'), error: null });
});

it.runIf(packings.includes('xz'))('xz names what it does not read', () => {
  const bytes = packed('xz', Buffer.from('text'), '--x86', '--lzma2=preset=1');
  expect(unpack('xz', bytes).error).toBe('xz data with filters other than LZMA2 is not read');
  // Section 3.1.5: the dictionary's size is the filter's one property; 40 stands for 4 GiB.
  const huge = Buffer.from(packed('xz', Buffer.from('text')));
  const header = huge.subarray(12, 24);
  header[4] = 40;
  header.writeUInt32LE(crc32(header.subarray(0, 8)), 8);
  expect(unpack('xz', huge).error).toBe('xz dictionary of more than 64 MiB is not read');
});

it.runIf(packings.includes('zstd'))('zstd takes the largest window that its program makes', () => {
  expect(unpack('zstd', packed('zstd', source, '--ultra', '-22')).output.equals(source)).toBe(true);
});

it.runIf(packings.includes('zstd'))('zstd skips skippable frames and refuses a window of gigabytes', () => {
  const frame = packed('zstd', Buffer.from('text'));
  const skippable = Buffer.concat([Buffer.from('502a4d1803000000616263', 'hex'), frame]);
  expect(unpack('zstd', skippable)).toEqual({ output: Buffer.from('text'), error: null });
  const huge = Buffer.from('28b52ffd00b0010000000000000000000000', 'hex');
  expect(unpack('zstd', huge).error).toBe('a zstd window of more than 128 MiB is not read');
});

it('zstd stops at sequences that would write more than a block holds', () => {
  // No literals; 60,000 sequences, every code repeated: match code 52 (65,539 bytes and more) each time.
  const block = Buffer.from([0x00, 0xff, 0x60, 0x6b, 0x54, 0x00, 0x00, 0x34, 0x01]);
  const header = Buffer.alloc(3);
  header.writeUIntLE((block.length << 3) | 5, 0, 3);
  const frame = Buffer.concat([Buffer.from('28b52ffd0058', 'hex'), header, block, Buffer.alloc(12)]);
  expect(unpack('zstd', frame).error).toBe('zstd sequences are invalid');
});
