import type { ArchiveEntry } from '../../model/archive-entry.ts';

/** One file or directory of an archive; a directory that was only implied by a path has no entry. */
export interface ContextNode {
  /** Last part of the path, as sent: not safe to print. */
  readonly name: string;
  readonly path: string;
  readonly type: ArchiveEntry['type'];
  /** Content bytes, of a directory those of everything in it. */
  readonly bytes: number;
  /** Entries that are no directories, of a directory all those in it. */
  readonly files: number;
  /** Part of the whole archive's content, 0 to 1. */
  readonly share: number;
  /** Largest first, then by name. */
  readonly children: readonly ContextNode[];
  /** Index into the list of entries; null for the root and for implied directories. */
  readonly entry: number | null;
}

/** Deeper parts of a path stay joined in one name: a pax path may hold any number of slashes. */
const MAX_DEPTH = 100;

interface Growing {
  name: string;
  path: string;
  type: ArchiveEntry['type'];
  bytes: number;
  files: number;
  entry: number | null;
  children: Map<string, Growing> | null;
}

/** Sums up an archive's entries as a tree. Its root is the archive itself, with an empty path. */
export function contextTree(entries: readonly ArchiveEntry[]): ContextNode {
  const root = directory('', '');
  for (const [index, entry] of entries.entries()) {
    const node = place(root, entry.path);
    node.entry = index;
    if (entry.type === 'directory') continue;
    node.type = entry.type;
    // The same path sent twice was sent twice: both count.
    node.bytes += entry.size;
    node.files += 1;
  }
  return finish(root, sum(root));
}

/**
 * The part that a person would look at first: the largest of the top level, or the largest thing inside it
 * where that alone is half of it or more. Null where there is nothing to compare.
 */
export function largestPart(root: ContextNode): ContextNode | null {
  const top = root.children[0];
  if (top === undefined || top.bytes === 0 || root.files < 2) return null;
  const inner = top.children[0];
  return inner !== undefined && inner.bytes * 2 >= top.bytes ? inner : top;
}

function place(root: Growing, path: string): Growing {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length > MAX_DEPTH) parts.push(parts.splice(MAX_DEPTH - 1).join('/'));
  let node = root;
  for (const part of parts) {
    node.children ??= new Map();
    let child = node.children.get(part);
    if (child === undefined) {
      child = directory(part, node.path === '' ? part : `${node.path}/${part}`);
      node.children.set(part, child);
    }
    node = child;
  }
  return node;
}

function directory(name: string, path: string): Growing {
  return { name, path, type: 'directory', bytes: 0, files: 0, entry: null, children: null };
}

function sum(node: Growing): number {
  for (const child of node.children?.values() ?? []) {
    node.bytes += sum(child);
    node.files += child.files;
  }
  return node.bytes;
}

function finish(node: Growing, total: number): ContextNode {
  const children = Array.from(node.children?.values() ?? [], (child) => finish(child, total));
  children.sort((one, other) => other.bytes - one.bytes || (one.name < other.name ? -1 : 1));
  const { name, path, type, bytes, files, entry } = node;
  return { name, path, type, bytes, files, share: total === 0 ? 0 : bytes / total, children, entry };
}
