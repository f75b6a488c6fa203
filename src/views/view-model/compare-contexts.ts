import type { ArchiveEntry } from '../../model/archive-entry.ts';

/** A path that is not the same in two archives. */
export interface ContextDifference {
  /** As sent: not safe to print. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Null on the side that does not have it. */
  readonly before: ArchiveEntry | null;
  readonly after: ArchiveEntry | null;
  /** What is different of a changed one. */
  readonly what: readonly ('type' | 'size' | 'content' | 'mode' | 'owner' | 'link')[];
}

export interface ContextComparison {
  /** What moved most bytes first. */
  readonly differences: readonly ContextDifference[];
  readonly same: number;
  /** Files of one size on both sides whose content nobody took a digest of. */
  readonly unknown: number;
}

/** The paths that were added, removed or changed from one archive to the next. Times do not count: no cache looks at them. */
export function compareContexts(
  before: readonly ArchiveEntry[],
  after: readonly ArchiveEntry[],
): ContextComparison {
  const old = new Map(before.map((entry) => [entry.path, entry]));
  const differences: ContextDifference[] = [];
  let same = 0;
  let unknown = 0;
  // The same path twice: the last one is what a reader unpacks.
  const fresh = new Map(after.map((entry) => [entry.path, entry]));
  for (const [path, entry] of fresh) {
    const previous = old.get(path);
    if (previous === undefined) {
      differences.push({ path, kind: 'added', before: null, after: entry, what: [] });
      continue;
    }
    const what = changesOf(previous, entry);
    if (what.length > 0) differences.push({ path, kind: 'changed', before: previous, after: entry, what });
    else {
      same += 1;
      const isFile = entry.type === 'file' && entry.size > 0;
      if (isFile && (previous.sha256 === null || entry.sha256 === null)) unknown += 1;
    }
  }
  for (const [path, entry] of old) {
    if (!fresh.has(path)) differences.push({ path, kind: 'removed', before: entry, after: null, what: [] });
  }
  differences.sort((one, other) => weight(other) - weight(one) || (one.path < other.path ? -1 : 1));
  return { differences, same, unknown };
}

function changesOf(before: ArchiveEntry, after: ArchiveEntry): ContextDifference['what'] {
  const what: ContextDifference['what'][number][] = [];
  if (before.type !== after.type) what.push('type');
  if (before.type === 'file' && before.size !== after.size) what.push('size');
  else if (before.sha256 !== null && after.sha256 !== null && before.sha256 !== after.sha256)
    what.push('content');
  if (before.mode !== after.mode) what.push('mode');
  if (before.uid !== after.uid || before.gid !== after.gid) what.push('owner');
  if (before.linkTarget !== after.linkTarget) what.push('link');
  return what;
}

function weight({ before, after }: ContextDifference): number {
  return Math.max(before?.size ?? 0, after?.size ?? 0);
}
