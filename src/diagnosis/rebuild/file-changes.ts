import type { ArchiveEntry } from '../../model/archive-entry.ts';

/** What of a file or directory counts for the cache, and differs. Its time does not count. */
export type Change =
  | { readonly what: 'added' | 'removed' }
  /** `sure` by digest or size; otherwise only its time tells, which a fresh checkout changes as well. */
  | { readonly what: 'content'; readonly sure: boolean }
  | { readonly what: 'mode'; readonly before: number; readonly after: number }
  | { readonly what: 'owner'; readonly before: string; readonly after: string }
  | { readonly what: 'type'; readonly before: ArchiveEntry['type']; readonly after: ArchiveEntry['type'] }
  | { readonly what: 'link' };

export interface FileChange {
  /** As in the archive; not safe to print. */
  readonly path: string;
  readonly changes: readonly Change[];
}

/** By path, in order; what is sure before what is not. */
export function fileChanges(
  before: ReadonlyMap<string, ArchiveEntry>,
  after: ReadonlyMap<string, ArchiveEntry>,
): readonly FileChange[] {
  const found: FileChange[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const changes = changesOf(before.get(path), after.get(path));
    if (changes.length > 0) found.push({ path, changes });
  }
  const sure = found.filter(({ changes }) =>
    changes.some((change) => change.what !== 'content' || change.sure),
  );
  // Of files that were checked out anew every time differs: that says nothing beside what is sure.
  return sure.length > 0
    ? sure.map(({ path, changes }) => ({ path, changes: changes.filter(isSure) }))
    : found;
}

function isSure(change: Change): boolean {
  return change.what !== 'content' || change.sure;
}

function changesOf(before: ArchiveEntry | undefined, after: ArchiveEntry | undefined): readonly Change[] {
  if (before === undefined) return after === undefined ? [] : [{ what: 'added' }];
  if (after === undefined) return [{ what: 'removed' }];
  if (before.type !== after.type) return [{ what: 'type', before: before.type, after: after.type }];
  const changes: Change[] = [];
  const content = before.type === 'file' ? contentChange(before, after) : null;
  if (content !== null) changes.push(content);
  if (before.linkTarget !== after.linkTarget) changes.push({ what: 'link' });
  if (before.mode !== after.mode) changes.push({ what: 'mode', before: before.mode, after: after.mode });
  if (before.uid !== after.uid || before.gid !== after.gid) {
    changes.push({
      what: 'owner',
      before: `${before.uid}:${before.gid}`,
      after: `${after.uid}:${after.gid}`,
    });
  }
  return changes;
}

function contentChange(before: ArchiveEntry, after: ArchiveEntry): Change | null {
  if (before.size !== after.size) return { what: 'content', sure: true };
  if (before.sha256 !== null && after.sha256 !== null) {
    return before.sha256 === after.sha256 ? null : { what: 'content', sure: true };
  }
  return before.mtime === after.mtime ? null : { what: 'content', sure: false };
}
