import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TarReader } from '../../../src/docker/archive/tar-reader.ts';
import type { ArchiveEntry } from '../../../src/model/archive-entry.ts';
import { paxEntry, tarBlocks, tarEnd, tarEntry, tarFile, tarHeader } from '../../builders/tar.ts';
import { everySplit } from '../../every-split.ts';

const data = new URL('data/', import.meta.url);
const witness = JSON.parse(readFileSync(new URL('witness.json', data), 'utf8')) as Record<
  string,
  readonly ArchiveEntry[]
>;

interface Reading {
  readonly entries: readonly ArchiveEntry[];
  readonly fileBytes: number;
  readonly issues: readonly string[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Pieces are bytes, or a number of bytes that are missing. */
function read(pieces: readonly (Uint8Array | number)[], complete = true): Reading {
  const reader = new TarReader({ hash: true, keep: (path) => (path.startsWith('keep') ? 1000 : 0) });
  for (const piece of pieces) {
    if (typeof piece === 'number') reader.gap(piece, 1);
    else reader.push(piece, 1);
  }
  reader.end(2, complete);
  return {
    entries: reader.entries,
    fileBytes: reader.fileBytes,
    issues: reader.issues.map((issue) => `${issue.code}@${issue.offset}`),
    kept: Object.fromEntries([...reader.kept].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])),
  };
}

const paths = (reading: Reading): string[] => reading.entries.map((entry) => entry.path);
const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

describe('archives of GNU tar, bsdtar and tarfile', () => {
  const names = readdirSync(data).filter((name) => name.endsWith('.tar'));
  it.each(names)('%s: entries as tarfile reads them', (name) => {
    const reading = read([readFileSync(new URL(name, data))]);
    const expected = witness[name]!.map((entry) => ({ ...entry, mtime: entry.mtime * 1e6 }));
    expect(reading.issues).toEqual([]);
    expect(paths(reading)).toEqual(expected.map((entry) => entry.path));
    for (const [index, entry] of reading.entries.entries()) {
      const { mtime, sha256, ...rest } = expected[index]!;
      expect(entry).toMatchObject(rest);
      expect(entry.mtime).toBeCloseTo(mtime, 0);
      if (sha256 !== null) expect(entry.sha256, entry.path).toBe(sha256);
    }
  });

  it.each(['numbers-posix.tar', 'gnu-gnu.tar', 'global.tar'])('%s: however it is cut', (name) => {
    everySplit(readFileSync(new URL(name, data)), read);
  });

  it('a sparse file is the same however it is cut', () => {
    const bytes = readFileSync(new URL('sparse-pax-1.0.tar', data));
    const whole = read([bytes]);
    for (const size of [1, 13, 511, 512, 513, 1448]) {
      const pieces = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
      expect(read(pieces)).toEqual(whole);
    }
  });
});

describe('headers', () => {
  it.each([
    ['a prefix goes before the name', { name: 'b', prefix: 'a' }, 'a/b'],
    ["GNU's header has no prefix", { name: 'b', prefix: 'a', magic: 'gnu' }, 'b'],
    ["v7's header has none", { name: 'b', prefix: 'a', magic: 'none' }, 'b'],
    ['a name of 100 bytes needs no NUL', { name: 'n'.repeat(100) }, 'n'.repeat(100)],
    ['leading ./ is left out', { name: './a' }, 'a'],
    ['the root is a dot', { name: './', typeFlag: '5' }, '.'],
    ['an absolute path stays', { name: '/a' }, '/a'],
    ['bytes that are no UTF-8 stay visible', { name: Uint8Array.of(0x61, 0xe9, 0x62, 0xc3) }, 'a\\xe9b\\xc3'],
    ['a signed checksum is one', { name: 'größe', checksum: 'signed' }, 'größe'],
  ] as const)('%s', (_, fields, path) => {
    expect(paths(read([tarFile(fields)]))).toEqual([path]);
  });

  it("a name that ends in a slash makes v7's file a directory", () => {
    const { entries } = read([tarFile({ name: 'd/', typeFlag: '\0', magic: 'none' })]);
    expect(entries).toMatchObject([{ path: 'd', type: 'directory' }]);
  });

  it('base-256 holds a negative time and a large size', () => {
    const field = Buffer.alloc(12, 0xff);
    field.writeInt32BE(-86400, 8);
    const size = Buffer.alloc(12);
    size[0] = 0x80;
    size.writeBigUInt64BE(2n ** 34n, 4);
    const header = tarHeader({
      patch: [
        [124, size],
        [136, field],
      ],
    });
    expect(read([header], false).entries).toMatchObject([{ size: 2 ** 34, mtime: -86400e6 }]);
  });

  it('a number that is none is 0 and an issue', () => {
    const reading = read([tarFile({ patch: [[108, 'abc']] })]);
    expect(reading.entries).toMatchObject([{ uid: 0 }]);
    expect(reading.issues).toEqual(['docker/tar-number-invalid@0']);
  });

  it('a time that no date can be written for is moved into range', () => {
    const reading = read([join(paxEntry([['mtime', '99999999999999']]), tarFile({}))]);
    expect(reading.entries).toMatchObject([{ mtime: 0 }]);
    expect(reading.issues).toEqual(['docker/tar-number-invalid@1024']);
  });

  it('links and directories have no content, whatever their size says', () => {
    const reading = read([
      join(tarHeader({ name: 'l', typeFlag: '1', linkName: 'f', size: 700 }), tarFile({ name: 'f' })),
    ]);
    expect(paths(reading)).toEqual(['l', 'f']);
    expect(reading.entries[0]).toMatchObject({ type: 'hardlink', size: 0, linkTarget: 'f' });
  });
});

describe('extension headers', () => {
  it('pax: path, link, size, ids and a fraction of a second', () => {
    const records = paxEntry([
      ['path', 'näme'],
      ['linkpath', 'target'],
      ['uid', '3000000000'],
      ['gid', '4'],
      ['mtime', '1714564800.123456789'],
    ]);
    expect(read([join(records, tarFile({ typeFlag: '2' }))]).entries).toEqual([
      {
        path: 'näme',
        type: 'symlink',
        size: 0,
        mode: 0o644,
        uid: 3000000000,
        gid: 4,
        mtime: 1714564800e6 + 123456.75,
        linkTarget: 'target',
        sha256: null,
      },
    ]);
  });

  it('an empty value takes back a global one', () => {
    const tar = join(
      paxEntry([['gid', '7']], 'g'),
      tarEntry({ gid: 1 }),
      paxEntry([['gid', '']]),
      tarFile({ gid: 2 }),
    );
    expect(read([tar]).entries.map((entry) => entry.gid)).toEqual([7, 2]);
  });

  it('GNU long name and link name', () => {
    const tar = join(
      tarEntry({ typeFlag: 'L', content: `${'l'.repeat(600)}\0`, magic: 'gnu' }),
      tarEntry({ typeFlag: 'K', content: `${'t'.repeat(200)}\0`, magic: 'gnu' }),
      tarFile({ typeFlag: '2', magic: 'gnu' }),
    );
    expect(read([tar]).entries).toMatchObject([{ path: 'l'.repeat(600), linkTarget: 't'.repeat(200) }]);
  });

  it('a malformed record keeps those before it', () => {
    const tar = join(tarEntry({ typeFlag: 'x', content: '10 path=a\n99 uid=1\n' }), tarFile({}));
    const reading = read([tar]);
    expect(paths(reading)).toEqual(['a']);
    expect(reading.issues).toEqual(['docker/tar-metadata-invalid@512']);
  });

  it('one that is too long is passed over', () => {
    const tar = join(
      tarEntry({ typeFlag: 'x', content: new Uint8Array(2 ** 20 + 1) }),
      tarFile({ name: 'a' }),
    );
    const reading = read([tar]);
    expect(paths(reading)).toEqual(['a']);
    expect(reading.issues).toEqual(['docker/tar-metadata-invalid@0']);
  });
});

describe('sparse files', () => {
  it.each([
    [
      'a map of no even number of fields',
      [
        ['GNU.sparse.size', '9'],
        ['GNU.sparse.map', '0,1,2'],
      ],
    ],
    [
      'pieces that overlap',
      [
        ['GNU.sparse.size', '9'],
        ['GNU.sparse.map', '0,2,1,1'],
      ],
    ],
    [
      'pieces behind the end',
      [
        ['GNU.sparse.size', '2'],
        ['GNU.sparse.map', '0,3'],
      ],
    ],
  ] as const)('%s: listed without a digest, and the next entry follows', (_, records) => {
    const tar = join(
      paxEntry(records),
      tarEntry({ name: 'sparse', content: 'abc' }),
      tarFile({ name: 'next' }),
    );
    const reading = read([tar]);
    expect(paths(reading)).toEqual(['sparse', 'next']);
    expect(reading.entries[0]!.sha256).toBeNull();
    expect(reading.issues.map((issue) => issue.split('@')[0])).toContain('docker/tar-sparse-invalid');
  });

  it('a hole of eight exabytes costs no time and has no digest', () => {
    const tar = join(
      paxEntry([
        ['GNU.sparse.size', '8000000000000000'],
        ['GNU.sparse.map', '0,3'],
      ]),
      tarFile({ name: 'sparse', content: 'abc' }),
    );
    expect(read([tar]).entries).toMatchObject([{ size: 8e15, sha256: null }]);
  });
});

describe('the end', () => {
  const one = tarEntry({ name: 'one', content: '1' });
  it.each([
    ['whole', join(one, tarEnd), true, ['one'], []],
    ['filled with zeros', join(one, tarEnd, new Uint8Array(9000)), true, ['one'], []],
    ['empty archive', tarEnd, true, [], []],
    ['no end marker', one, true, ['one'], ['docker/tar-end-missing@undefined']],
    ['cut behind an entry', one, false, ['one'], ['docker/tar-truncated@1024']],
    ['cut inside padding', one.subarray(0, 700), false, ['one'], ['docker/tar-truncated@700']],
    [
      'cut inside content',
      tarEntry({ name: 'two', content: 'xx' }).subarray(0, 513),
      false,
      ['two'],
      ['docker/tar-truncated@513'],
    ],
    ['cut inside a header', join(one, one.subarray(0, 99)), false, ['one'], ['docker/tar-truncated@1024']],
    [
      'lone zero block',
      join(one, new Uint8Array(512), tarFile({ name: 'two' })),
      true,
      ['one', 'two'],
      ['docker/tar-lone-zero-block@1024'],
    ],
    [
      'two archives',
      join(one, tarEnd, tarFile({ name: 'two' })),
      true,
      ['one', 'two'],
      ['docker/tar-data-after-end@2048'],
    ],
    [
      'garbage behind',
      join(one, tarEnd, Buffer.from('x'.repeat(600))),
      true,
      ['one'],
      ['docker/tar-data-after-end@2048'],
    ],
  ] as const)('%s', (_, bytes, complete, expected, issues) => {
    const reading = everySplit(bytes, (pieces) => read(pieces, complete));
    expect(paths(reading)).toEqual(expected);
    expect(reading.issues).toEqual(issues);
  });

  it('the entry that was cut is listed with its declared size and without a digest', () => {
    const { entries } = read([tarEntry({ name: 'keep', content: 'content' }).subarray(0, 515)], false);
    expect(entries).toMatchObject([{ path: 'keep', size: 7, sha256: null }]);
  });
});

describe('broken archives', () => {
  it('goes on at the next header behind a broken one', () => {
    const tar = join(
      tarEntry({ name: 'one' }),
      tarEntry({ name: 'lost', content: 'x'.repeat(1000), checksum: 'wrong' }),
      tarFile({ name: 'three' }),
    );
    const reading = everySplit(tar, read);
    expect(paths(reading)).toEqual(['one', 'three']);
    expect(reading.issues).toEqual(['docker/tar-header-invalid@512']);
  });

  it('does not give a lost entry its name to the next', () => {
    const tar = join(
      paxEntry([['path', 'other']]),
      tarHeader({ checksum: 'wrong' }),
      tarFile({ name: 'own' }),
    );
    expect(paths(read([tar]))).toEqual(['own']);
  });

  it('is not recognised where there is no header at all', () => {
    const reader = new TarReader();
    reader.push(Buffer.from('FROM scratch\n'.repeat(100)), 1);
    reader.end(1, true);
    expect(reader.recognised).toBe(false);
    expect(reader.entries).toEqual([]);
  });
});

describe('gaps', () => {
  const content = 'x'.repeat(3000);
  const tar = join(tarEntry({ name: 'keep', content }), tarFile({ name: 'next', content: 'y' }));
  it.each([
    ['inside content', 600, 1000, ['keep', 'next'], ['docker/tar-content-missing@600']],
    ['content and its padding', 600, 3584 - 600, ['keep', 'next'], ['docker/tar-content-missing@600']],
    [
      'content and the next header',
      600,
      3600 - 600,
      ['keep'],
      ['docker/tar-content-missing@600', 'docker/tar-gap@3584'],
    ],
    ['padding alone', 3512, 72, ['keep', 'next'], []],
    ['the first header', 0, 512, ['next'], ['docker/tar-gap@0']],
    ['a part of a header', 3600, 10, ['keep'], ['docker/tar-gap@3584']],
    [
      'to the end of the body',
      600,
      tar.length - 600,
      ['keep'],
      ['docker/tar-content-missing@600', 'docker/tar-gap@3584'],
    ],
  ] as const)('%s', (_, from, missing, expected, issues) => {
    const reading = read([tar.subarray(0, from), missing, tar.subarray(from + missing)]);
    expect(paths(reading)).toEqual(expected);
    expect(reading.issues).toEqual(issues);
    expect('keep' in reading.kept).toBe(paths(reading)[0] === 'keep' && !issues.join().includes('content'));
  });

  it('a gap over two headers goes on with the third', () => {
    const three = join(
      tarEntry({ name: 'a' }),
      tarEntry({ name: 'b' }),
      tarFile({ name: 'c', content: 'c' }),
    );
    const reading = read([three.subarray(0, 100), 800, three.subarray(900)]);
    expect(paths(reading)).toEqual(['c']);
    expect(reading.entries[0]!.sha256).not.toBeNull();
  });
});

it('keeps the content that was asked for, the last of each path', () => {
  const tar = tarFile(
    { name: 'keep', content: 'old' },
    { name: 'keep', content: 'new' },
    { name: 'keep-empty' },
    { name: 'keep-long', content: 'l'.repeat(2000) },
    { name: 'other', content: 'other' },
  );
  expect(everySplit(tar.subarray(0, 2600), read).kept).toEqual({ keep: 'new', 'keep-empty': '' });
  expect(read([tar]).kept['keep-long']).toBe('l'.repeat(1000));
});

it('hands content to a sink at its offsets, without the holes', () => {
  const seen: string[] = [];
  const reader = new TarReader({
    onContent: (index, bytes, offset) => seen.push(`${index} ${offset} ${Buffer.from(bytes)}`),
    onContentEnd: (index) => seen.push(`${index} end`),
  });
  const sparse = paxEntry([
    ['GNU.sparse.size', '100'],
    ['GNU.sparse.map', '10,3,50,2'],
  ]);
  reader.push(join(tarEntry({ content: 'plain' }), sparse, tarFile({ content: 'abcde' })), 1);
  reader.end(1, true);
  expect(seen).toEqual(['0 0 plain', '0 end', '1 10 abc', '1 50 de', '1 end']);
});

it('does not say that content ended of which some is missing', () => {
  const ended: number[] = [];
  const reader = new TarReader({ onContent: () => {}, onContentEnd: (index) => ended.push(index) });
  const tar = tarFile({ content: 'x'.repeat(1000) }, { content: '' }, { content: 'cut' });
  reader.push(tar.subarray(0, 600), 1);
  reader.gap(100, 1);
  reader.push(tar.subarray(700, 2561), 1);
  reader.end(1, false);
  expect(ended).toEqual([1]);
});

it('no bytes whatever make it throw, and cuts do not matter', () => {
  const base = join(
    paxEntry([
      ['path', 'p'],
      ['GNU.sparse.size', '9'],
      ['GNU.sparse.map', '0,3'],
    ]),
    tarEntry({ content: 'abc' }),
    tarEntry({ typeFlag: 'S', magic: 'gnu', content: 'abc' }),
    tarEntry({ typeFlag: 'L', content: 'long' }),
    tarBlocks(tarFile({ name: 'last', content: 'x' })),
  );
  const damage = fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 12 });
  const cuts = fc.array(fc.nat(base.length), { maxLength: 5 });
  fc.assert(
    fc.property(damage, cuts, fc.boolean(), (changes, positions, repairSums) => {
      const bytes = base.slice();
      for (const [offset, value] of changes) bytes[offset] = value;
      if (repairSums) repairChecksums(bytes);
      const ends = [...positions.sort((a, b) => a - b), bytes.length];
      const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
      expect(read(pieces)).toEqual(read([bytes]));
    }),
    { numRuns: 300 },
  );
});

/** Gives each block with a magic a checksum that matches, so that damage reaches what is behind the check. */
function repairChecksums(bytes: Uint8Array): void {
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    const block = bytes.subarray(at, at + 512);
    if (Buffer.from(block.subarray(257, 262)).toString() !== 'ustar') continue;
    block.set(Buffer.from('        '), 148);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  }
}

it('looks into small files for secrets, wherever the archive is cut', () => {
  const env = 'A=1\nDB_PASSWORD=u8Qd0Zr1kPz7mW3x\n';
  const tar = tarFile({ name: '.env', content: env }, { name: 'a.png', content: 'b' });
  const found = everySplit(tar, (pieces) => {
    const reader = new TarReader({ secrets: true });
    for (const piece of pieces) reader.push(piece, 1);
    reader.end(2, true);
    return reader.entries.map(({ secrets }) => secrets ?? null);
  });
  expect(found).toEqual([[{ kind: 'secret-variable', line: 2 }], null]);
});

it('of a file of which bytes are missing nothing is said', () => {
  const tar = tarFile({ name: '.env', content: 'DB_PASSWORD=u8Qd0Zr1kPz7mW3x\n' });
  const reader = new TarReader({ secrets: true });
  reader.push(tar.subarray(0, 520), 1);
  reader.gap(8, 1);
  reader.push(tar.subarray(528), 1);
  reader.end(2, true);
  expect(reader.entries.map(({ secrets }) => secrets)).toEqual([undefined]);
});
