import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makePrivateDirectory } from '../../../src/capture/proxy/private-directory.ts';

const base = mkdtempSync(join(tmpdir(), 'private-'));
afterAll(() => rmSync(base, { recursive: true }));

test('is only for this user, and goes with what is in it', () => {
  const { path, remove } = makePrivateDirectory(base);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  writeFileSync(join(path, 'key.pem'), 'secret');
  remove();
  expect(existsSync(path)).toBe(false);
});

test('what a dead process left behind is removed, and nothing else', () => {
  const { path, remove } = makePrivateDirectory(base);
  const parent = dirname(path);
  const [namespace = '', pid = ''] = basename(path).split('-');
  const { pid: dead } = spawnSync('true');
  const made = (name: string): string => {
    mkdirSync(join(parent, name));
    writeFileSync(join(parent, name, 'key.pem'), 'secret');
    return name;
  };
  const gone = made(`${namespace}-${dead}-12345-00000000`);
  const recycled = made(`${namespace}-${pid}-1-00000000`);
  const elsewhere = made(`1${namespace}-${dead}-12345-00000000`);
  const strange = made('notes');
  makePrivateDirectory(base).remove();
  const left = readdirSync(parent);
  expect(left).not.toContain(gone);
  expect(left).not.toContain(recycled);
  expect(left.sort()).toEqual([basename(path), elsewhere, strange].sort());
  remove();
});

test('a folder that others may look into is not used', () => {
  const open = join(base, 'open');
  const parent = join(open, `dind-sniff-${process.getuid?.()}`);
  mkdirSync(parent, { recursive: true });
  chmodSync(parent, 0o755);
  const { path, remove } = makePrivateDirectory(open);
  expect(path.startsWith(open)).toBe(false);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  remove();
});

test('the start time is that of the process', () => {
  const { path, remove } = makePrivateDirectory(base);
  // proc(5): the command in brackets has no space here, so fields can be counted.
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/\(.*\)/, 'x')
    .split(' ');
  expect(basename(path).split('-')[2]).toBe(fields[21]);
  remove();
});
