import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArchiveEntry } from '../../../src/model/archive-entry.ts';
import { type ContextNode, contextTree, largestPart } from '../../../src/views/view-model/context-tree.ts';

function entry(path: string, size: number, type: ArchiveEntry['type'] = 'file'): ArchiveEntry {
  return { path, type, size, mode: 0o644, uid: 0, gid: 0, mtime: 0, linkTarget: null, sha256: null };
}

/** A node as `name bytes files` with its children, for comparing whole trees. */
function outline(node: ContextNode): unknown {
  const line = `${node.name} ${node.bytes} ${node.files}`;
  return node.children.length === 0 ? line : [line, ...node.children.map(outline)];
}

test('directories hold the sums of what is in them, largest first', () => {
  const tree = contextTree([
    entry('src', 0, 'directory'),
    entry('src/a.js', 10),
    entry('src/lib/b.js', 30),
    entry('Dockerfile', 5),
    entry('big/one', 55),
  ]);
  expect(outline(tree)).toEqual([
    ' 100 4',
    ['big 55 1', 'one 55 1'],
    ['src 40 2', ['lib 30 1', 'b.js 30 1'], 'a.js 10 1'],
    'Dockerfile 5 1',
  ]);
  expect(tree.children.map((node) => node.share)).toEqual([0.55, 0.4, 0.05]);
  expect(tree.children.map((node) => node.entry)).toEqual([null, 0, 3]);
  expect(tree.children[1]?.path).toBe('src');
});

test.each([
  ['odd slashes', [entry('/a//./b', 1)], [' 1 1', ['a 1 1', 'b 1 1']]],
  ['a path sent twice counts twice', [entry('a', 1), entry('a', 2)], [' 3 2', 'a 3 2']],
  ['a file that is a directory too', [entry('a', 1), entry('a/b', 2)], [' 3 2', ['a 3 2', 'b 2 1']]],
  [
    'names of object members',
    [entry('__proto__/constructor', 1)],
    [' 1 1', ['__proto__ 1 1', 'constructor 1 1']],
  ],
  ['links are no directories', [entry('l', 0, 'symlink')], [' 0 1', 'l 0 1']],
  ['nothing', [], ' 0 0'],
])('%s', (_name, entries, expected) => {
  expect(outline(contextTree(entries))).toEqual(expected);
});

test('a path of a million parts makes no deep tree', () => {
  let depth = 0;
  let node: ContextNode | undefined = contextTree([entry('d/'.repeat(1_000_000), 1)]);
  while (node !== undefined) {
    node = node.children[0];
    depth += 1;
  }
  expect(depth).toBe(101);
});

test('the largest part', () => {
  const modules = [
    entry('node_modules/typescript/x', 60),
    entry('node_modules/react/x', 20),
    entry('src/x', 10),
  ];
  expect(largestPart(contextTree(modules))?.path).toBe('node_modules/typescript');
  expect(
    largestPart(contextTree([...modules, entry('node_modules/vue/x', 90), entry('node_modules/y', 30)]))
      ?.path,
  ).toBe('node_modules');
  expect(largestPart(contextTree([entry('Dockerfile', 10)]))).toBeNull();
  expect(largestPart(contextTree([]))).toBeNull();
});

test('whatever the paths are, the sums hold', () => {
  const paths = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '..'), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(fc.record({ path: paths, size: fc.nat(100) })), (files) => {
      const tree = contextTree(files.map(({ path, size }) => entry(path, size)));
      expect(tree.bytes).toBe(files.reduce((sum, { size }) => sum + size, 0));
      expect(tree.files).toBe(files.length);
    }),
    { numRuns: 200 },
  );
});
