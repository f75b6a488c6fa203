import type { ArchiveEntry } from '../../src/model/archive-entry.ts';

/** A directory where the path ends in `/`, otherwise a file of `size` bytes. */
export function archiveEntry(path: string, size = 0, fields: Partial<ArchiveEntry> = {}): ArchiveEntry {
  const directory = path.endsWith('/');
  return {
    path: directory ? path.slice(0, -1) : path,
    type: directory ? 'directory' : 'file',
    size,
    mode: directory ? 0o755 : 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    linkTarget: null,
    sha256: null,
    ...fields,
  };
}
