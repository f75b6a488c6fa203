import { describe, expect, test } from 'vitest';
import { type Area, areaTree } from '../../../src/views/report/area-tree.ts';
import { contextTree } from '../../../src/views/view-model/context-tree.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';

type Entry = ReturnType<typeof archiveEntry>;

function tree(...entries: readonly Entry[]): Area {
  return areaTree(contextTree(entries), entries);
}

/** Name and bytes of each area, children in brackets. */
function drawn({ children }: Area): unknown {
  return children.map((child) => [
    child.name,
    child.bytes,
    ...(child.children.length === 0 ? [] : [drawn(child)]),
  ]);
}

test('a directory in which there is only another one shares its name', () => {
  const root = tree(archiveEntry('src/main/java/App.java', 60), archiveEntry('Dockerfile', 40));
  expect(drawn(root)).toEqual([
    ['src/main/java/', 60, [['App.java', 60]]],
    ['Dockerfile', 40],
  ]);
});

test('what is too small to see is one area with the number of its files', () => {
  const small = Array.from({ length: 500 }, (_, index) => archiveEntry(`small/${index}`, 1));
  const root = tree(archiveEntry('large', 100_000), ...small, archiveEntry('empty', 0));
  expect(drawn(root)).toEqual([
    ['large', 100_000],
    ['501 more files', 500],
  ]);
});

test('a context of any size has a bounded number of areas', () => {
  const many = Array.from({ length: 20_000 }, (_, index) =>
    archiveEntry(`${index % 40}/${index % 7}/${index % 90}/${index}`, 1000),
  );
  const count = (area: Area): number => area.children.reduce((sum, child) => sum + count(child), 1);
  expect(count(tree(...many))).toBeLessThan(400);
});

describe('what was sent of it', () => {
  test('a tar is sent whole', () => {
    expect(tree(archiveEntry('a/b', 5)).sentBytes).toBe(5);
  });

  test('BuildKit asks for some of the files that were listed', () => {
    const root = tree(archiveEntry('a', 50, { sent: true }), archiveEntry('b', 50, { sent: false }));
    expect(root.sentBytes).toBe(50);
    expect(root.children.map(({ name, sentBytes }) => [name, sentBytes])).toEqual([
      ['a', 50],
      ['b', 0],
    ]);
  });
});

test('names from the wire are made safe', () => {
  expect(tree(archiveEntry('a\u202eb\x1b[31m', 5)).children[0]?.name).toBe('a\\u202eb\\x1b[31m');
});
