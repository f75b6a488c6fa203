import { expect, test } from 'vitest';
import { fileChanges } from '../../../src/diagnosis/rebuild/file-changes.ts';
import type { ArchiveEntry } from '../../../src/model/archive-entry.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';

const files = (...entries: readonly ArchiveEntry[]) => new Map(entries.map((entry) => [entry.path, entry]));

test.each<readonly [string, Partial<ArchiveEntry>, Partial<ArchiveEntry>, readonly object[]]>([
  ['nothing', {}, {}, []],
  ['size', { size: 5 }, { size: 6 }, [{ what: 'content', sure: true }]],
  ['digest', { sha256: 'a' }, { sha256: 'b' }, [{ what: 'content', sure: true }]],
  ['time, with the same digest', { sha256: 'a', mtime: 1 }, { sha256: 'a', mtime: 2 }, []],
  ['time, without a digest', { mtime: 1 }, { sha256: 'a', mtime: 2 }, [{ what: 'content', sure: false }]],
  ['mode', { mode: 0o644 }, { mode: 0o755 }, [{ what: 'mode', before: 0o644, after: 0o755 }]],
  ['owner', { uid: 0 }, { uid: 1000 }, [{ what: 'owner', before: '0:0', after: '1000:0' }]],
  ['type', { type: 'file' }, { type: 'symlink' }, [{ what: 'type', before: 'file', after: 'symlink' }]],
  ['target', { type: 'symlink', linkTarget: 'a' }, { type: 'symlink', linkTarget: 'b' }, [{ what: 'link' }]],
  ['time of a directory', { type: 'directory', mtime: 1 }, { type: 'directory', mtime: 2 }, []],
])('%s', (_, before, after, changes) => {
  const found = fileChanges(files(archiveEntry('a', 5, before)), files(archiveEntry('a', 5, after)));
  expect(found).toEqual(changes.length === 0 ? [] : [{ path: 'a', changes }]);
});

test('more and less, in the order of paths; times alone count for nothing beside them', () => {
  const before = files(archiveEntry('c', 1), archiveEntry('b', 1, { mtime: 1 }));
  const after = files(archiveEntry('a', 1), archiveEntry('b', 1, { mtime: 2 }));
  expect(fileChanges(before, after)).toEqual([
    { path: 'a', changes: [{ what: 'added' }] },
    { path: 'c', changes: [{ what: 'removed' }] },
  ]);
});
