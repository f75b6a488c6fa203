import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExtractReport, SafeExtractor } from '../../../src/cli/extract/safe-extractor.ts';
import { TarReader } from '../../../src/docker/archive/tar-reader.ts';
import { type TarFields, tarFile } from '../../builders/tar.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'extract-'));
  out = join(folder, 'out');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function extract(tar: Uint8Array, force = false, complete = true): ExtractReport {
  const extractor = new SafeExtractor(out, { force });
  const reader = new TarReader({
    onEntry: (entry, index) => extractor.entry(entry, index),
    onContent: (index, bytes, offset) => extractor.content(index, bytes, offset),
    onContentEnd: (index) => extractor.contentEnd(index),
  });
  for (let at = 0; at < tar.length; at += 1448) reader.push(tar.subarray(at, at + 1448), 1);
  reader.end(2, complete);
  return extractor.close();
}

const read = (name: string): string => readFileSync(join(out, name), 'utf8');
const skipped = (report: ExtractReport): string[] =>
  report.skipped.map(({ path, reason }) => `${path}: ${reason}`);
const link = (name: string, linkName: string): TarFields => ({ name, linkName, typeFlag: '2' });
const hardLink = (name: string, linkName: string): TarFields => ({ name, linkName, typeFlag: '1' });

it('writes files, folders and links with modes and times', () => {
  const report = extract(
    tarFile(
      { name: 'folder/', typeFlag: '5', mode: 0o2750, mtime: 1714564800 },
      { name: 'folder/run.sh', content: '#!/bin/sh\n', mode: 0o4755, mtime: 1714564801 },
      { name: 'plain', content: 'x'.repeat(5000), mode: 0o400 },
      { name: 'empty' },
      link('folder/link', '../plain'),
      hardLink('same', './folder/run.sh'),
    ),
  );
  expect(report).toMatchObject({ files: 3, folders: 1, links: 2, bytes: 5010, skipped: [] });
  expect(statSync(join(out, 'folder')).mode & 0o7777).toBe(0o750);
  expect(statSync(join(out, 'folder')).mtimeMs).toBe(1714564800e3);
  expect(statSync(join(out, 'folder/run.sh')).mode & 0o7777).toBe(0o755);
  expect(statSync(join(out, 'folder/run.sh')).mtimeMs).toBe(1714564801e3);
  expect(statSync(join(out, 'plain')).mode & 0o7777).toBe(0o600);
  expect(readlinkSync(join(out, 'folder/link'))).toBe('../plain');
  expect(read('folder/link')).toBe('x'.repeat(5000));
  expect(read('same')).toBe('#!/bin/sh\n');
  expect(read('empty')).toBe('');
});

it.each(['gnu-gnu.tar', 'names-posix.tar', 'sparse-gnu.tar', 'sparse-pax-1.0.tar'])(
  '%s: the same files as tar(1) writes',
  (name) => {
    const archive = fileURLToPath(new URL(`../../docker/archive/data/${name}`, import.meta.url));
    extract(readFileSync(archive));
    const expected = join(folder, 'expected');
    mkdirSync(expected);
    execFileSync('tar', ['-xf', archive, '-C', expected, '--exclude=./pipe']);
    // Compares content and follows no link; exits with 1 and throws where anything differs.
    execFileSync('diff', ['--recursive', '--no-dereference', expected, out]);
  },
);

describe('nothing is written outside', () => {
  const outside = (): string[] => readdirSync(folder).filter((name) => name !== 'out');

  it.each([
    ['a path with ..', [{ name: '../outside', content: 'x' }], '../outside: its path has a ..'],
    ['a link above', [link('l', '../outside')], 'l: it is a link that leads or may lead outside'],
    ['an absolute link', [link('l', '/etc')], 'l: it is a link that leads or may lead outside'],
    ['a hard link above', [hardLink('l', '../outside')], 'l: it is a link that leads or may lead outside'],
    [
      'a hard link to a file of this machine',
      [hardLink('l', '/etc/passwd')],
      'l: it links to a file that was not written',
    ],
    ['a device', [{ name: 'null', typeFlag: '3' }], 'null: it is a device'],
    ['a block device', [{ name: 'disk', typeFlag: '4' }], 'disk: it is a device'],
    ['a pipe', [{ name: 'pipe', typeFlag: '6' }], 'pipe: it is a named pipe'],
    ['the root as a file', [{ name: '/', content: 'x' }], '/: it has no name'],
  ] as const)('%s', (_, entries, reason) => {
    expect(skipped(extract(tarFile(...entries)))).toEqual([reason]);
    expect(outside()).toEqual([]);
    expect(readdirSync(out)).toEqual([]);
  });

  it('an absolute path is written below the folder', () => {
    extract(tarFile({ name: '/etc/passwd', content: 'x' }));
    expect(read('etc/passwd')).toBe('x');
  });

  it('a file through a link of the archive', () => {
    mkdirSync(join(folder, 'target'));
    const report = extract(
      tarFile(link('a', 'b'), { name: 'b/', typeFlag: '5' }, { name: 'a/file', content: 'x' }),
    );
    // The link was to be made at the end, and then a folder stood in its place.
    expect(skipped(report)).toEqual(['a: a folder stands in its place']);
    expect(read('a/file')).toBe('x');
  });

  it('a file through a link that was there before', () => {
    mkdirSync(join(folder, 'target'));
    mkdirSync(out);
    symlinkSync('../target', join(out, 'l'));
    for (const force of [false, true]) {
      const report = extract(
        tarFile({ name: 'l/file', content: 'x' }, { name: 'l/deep/file', content: 'x' }),
        force,
      );
      expect(report.skipped.map(({ reason }) => reason)).toEqual(
        Array(2).fill('a link stands where a folder of its path would be'),
      );
      expect(readdirSync(join(folder, 'target'))).toEqual([]);
    }
  });

  it('over a link that was there before: the link is replaced, not what it leads to', () => {
    writeFileSync(join(folder, 'target'), 'old');
    mkdirSync(out);
    symlinkSync('../target', join(out, 'l'));
    expect(skipped(extract(tarFile({ name: 'l', content: 'new' })))).toEqual([
      'l: it exists; --force replaces it',
    ]);
    expect(extract(tarFile({ name: 'l', content: 'new' }), true).skipped).toEqual([]);
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('old');
    expect(lstatSync(join(out, 'l')).isFile()).toBe(true);
  });

  it('whatever names and links an archive makes of few parts', () => {
    const part = fc.constantFrom('a', 'b', '..', '.', '', 'c');
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const entry = fc.record({
      name: path,
      linkName: fc.oneof(path, fc.constantFrom('/', '/tmp', '../..')),
      typeFlag: fc.constantFrom('0', '0', '1', '2', '2', '5'),
      content: fc.constantFrom('', 'content'),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.boolean(), (entries, force) => {
        extract(tarFile(...entries), force);
        extract(tarFile(...entries), true);
        expect(outside()).toEqual([]);
        // No link that was made leads outside, through whatever others.
        for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
          const place = resolved(join(out, name));
          expect(place === null || place === out || place.startsWith(`${out}/`), name).toBe(true);
        }
        rmSync(out, { recursive: true, force: true });
      }),
      { numRuns: 200 },
    );
  });
});

/**
 * Where a path leads, name by name as the kernel follows it, also where there is nothing; null for a circle.
 * (`realpath -m` never ends in one.)
 */
function resolved(path: string): string | null {
  const left = path.split('/');
  let position = '/';
  for (let steps = 0; left.length > 0; steps += 1) {
    if (steps > 200) return null;
    const name = left.shift()!;
    const next = join(position, name);
    const target = linkTarget(next);
    if (target === null) {
      position = next;
      continue;
    }
    if (target.startsWith('/')) position = '/';
    left.unshift(...target.split('/'));
  }
  return position;
}

function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

describe('what is there already', () => {
  it('stays, unless forced', () => {
    mkdirSync(out);
    writeFileSync(join(out, 'file'), 'old');
    expect(skipped(extract(tarFile({ name: 'file', content: 'new' })))).toEqual([
      'file: it exists; --force replaces it',
    ]);
    expect(read('file')).toBe('old');
    extract(tarFile({ name: 'file', content: 'new' }), true);
    expect(read('file')).toBe('new');
  });

  it('a folder is never replaced', () => {
    mkdirSync(join(out, 'file'), { recursive: true });
    expect(skipped(extract(tarFile({ name: 'file', content: 'x' }), true))).toEqual([
      'file: a folder stands in its place',
    ]);
  });

  it('the last of two entries of a path wins, as in tar', () => {
    const report = extract(
      tarFile(
        { name: 'a', content: 'old' },
        link('b', 'a'),
        { name: 'a', content: 'new' },
        { name: 'b', content: 'file' },
      ),
    );
    expect(report.skipped).toEqual([]);
    expect(read('a')).toBe('new');
    expect(lstatSync(join(out, 'b')).isFile()).toBe(true);
  });

  it('a hard link does not carry a later write to the other name', () => {
    extract(tarFile({ name: 'a', content: 'a' }, hardLink('b', 'a'), { name: 'b', content: 'b' }));
    expect([read('a'), read('b')]).toEqual(['a', 'b']);
  });
});

it('a file that was cut is written as far as it goes, and told', () => {
  const tar = tarFile({ name: 'cut', content: 'x'.repeat(1000) }).subarray(0, 900);
  expect(skipped(extract(tar, false, false))).toEqual(['cut: 388 of 1000 bytes were there']);
  expect(read('cut')).toBe('x'.repeat(388));
});

it('tells a thousand entries that it skipped and counts the others', () => {
  const extractor = new SafeExtractor(out);
  const pipe = {
    type: 'fifo',
    size: 0,
    mode: 0,
    uid: 0,
    gid: 0,
    mtime: 0,
    linkTarget: null,
    sha256: null,
  } as const;
  for (let index = 0; index < 1005; index += 1) extractor.entry({ ...pipe, path: `${index}` }, index);
  const report = extractor.close();
  expect([report.skipped.length, report.moreSkipped]).toEqual([1000, 5]);
  expect(existsSync(out)).toBe(true);
});
