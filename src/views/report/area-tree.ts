import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { ContextNode } from '../view-model/context-tree.ts';
import { formatQuantity } from '../view-model/format-bytes.ts';
import { safeText } from '../view-model/safe-text.ts';
import { sensitivePath } from '../view-model/secret-paths.ts';

/** A part of a build context as it is drawn. Its children, where it has any, hold all of its bytes. */
export interface Area {
  /** `src/`, `tsc.js`, `12 more`; safe to print. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** What of it was sent: less where a BuildKit client listed files that nobody asked for. */
  readonly sentBytes: number;
  readonly files: number;
  /** Of the whole context's content, 0 to 1. */
  readonly share: number;
  readonly kind: 'directory' | 'file' | 'rest';
  /** Why it should rarely be in a context. */
  readonly warning: string | null;
  readonly children: readonly Area[];
}

/** Smaller parts of the whole are drawn together as one, so that a context of any size has at most some 160. */
const LEAST_SHARE = 0.006;
const MOST_CHILDREN = 14;
/** A directory is drawn open where it holds at least this much of the whole. */
const OPEN_SHARE = 0.04;
const MOST_DEPTH = 4;
const LONGEST_PATH = 300;

/** The context's tree, cut down to what can be seen; the bytes of its leaves add up to those of the tree. */
export function areaTree(root: ContextNode, entries: readonly ArchiveEntry[]): Area {
  return area(root, '', 0, entries);
}

function area(node: ContextNode, name: string, depth: number, entries: readonly ArchiveEntry[]): Area {
  const directory = node.type === 'directory';
  const only = node.children.length === 1 ? node.children[0] : undefined;
  // A directory in which there is nothing but another one is told in the same name.
  if (depth > 0 && directory && only !== undefined && only.type === 'directory') {
    return area(only, `${name}${safeText(only.name)}/`, depth, entries);
  }
  const opened = directory && depth < MOST_DEPTH && (depth === 0 || node.share >= OPEN_SHARE);
  return {
    name: name === '' ? safeText(node.name) : name,
    path: safeText(node.path.slice(0, LONGEST_PATH)),
    bytes: node.bytes,
    sentBytes: sentBytes(node, entries),
    files: node.files,
    share: node.share,
    kind: directory ? 'directory' : 'file',
    warning: node.path === '' ? null : sensitivePath(node.path),
    children: opened ? children(node, depth, entries) : [],
  };
}

function children(node: ContextNode, depth: number, entries: readonly ArchiveEntry[]): readonly Area[] {
  const seen = node.children.filter(({ share }, index) => index < MOST_CHILDREN && share >= LEAST_SHARE);
  const shown = seen.map((child) => {
    const name = safeText(child.name);
    return area(child, child.type === 'directory' ? `${name}/` : name, depth + 1, entries);
  });
  const others = node.children.slice(seen.length);
  const bytes = others.reduce((sum, child) => sum + child.bytes, 0);
  if (bytes === 0) return shown;
  const files = others.reduce((sum, child) => sum + child.files, 0);
  const rest: Area = {
    name: `${formatQuantity(files, 'more file')}`,
    path: safeText(node.path.slice(0, LONGEST_PATH)),
    bytes,
    sentBytes: others.reduce((sum, child) => sum + sentBytes(child, entries), 0),
    files,
    share: others.reduce((sum, child) => sum + child.share, 0),
    kind: 'rest',
    warning: null,
    children: [],
  };
  return [...shown, rest];
}

function sentBytes(node: ContextNode, entries: readonly ArchiveEntry[]): number {
  if (node.type === 'directory') {
    return node.children.reduce((sum, child) => sum + sentBytes(child, entries), 0);
  }
  const entry = node.entry === null ? undefined : entries[node.entry];
  return entry?.sent === false ? 0 : node.bytes;
}
