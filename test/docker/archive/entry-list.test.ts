import { expect, it } from 'vitest';
import { EntryList, MAX_KEPT_BYTES, MAX_NAME_CHARACTERS } from '../../../src/docker/archive/entry-list.ts';
import type { ArchiveEntry } from '../../../src/model/archive-entry.ts';

const file = (path: string, size: number): ArchiveEntry => ({
  path,
  type: 'file',
  size,
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
  linkTarget: null,
  sha256: null,
});

it('lists no more names than its bound', () => {
  const list = new EntryList({});
  const name = 'n'.repeat(MAX_NAME_CHARACTERS / 4);
  expect([1, 2, 3, 4, 5].map(() => list.add(file(name, 1)))).toEqual([0, 1, 2, 3, -1]);
  expect(list.fileBytes).toBe(4);
});

it('keeps the first MiB of a file, and eight MiB in all', () => {
  const list = new EntryList({ keep: () => Number.POSITIVE_INFINITY });
  for (let index = 0; index < 10; index += 1) {
    list.add(file(`${index}`, 2 * MAX_KEPT_BYTES));
    const content = list.openContent(index, null, 2 * MAX_KEPT_BYTES);
    content?.push(new Uint8Array(2 * MAX_KEPT_BYTES));
    if (content) list.closeContent(index, content);
  }
  expect([...list.kept.values()].map((bytes) => bytes.length)).toEqual(Array(8).fill(MAX_KEPT_BYTES));
});

it('asks for no content that nobody wants', () => {
  const list = new EntryList({ keep: () => 0 });
  list.add(file('a', 1));
  expect(list.openContent(0, null, 1)).toBeNull();
});
