import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { Build } from '../../model/build.ts';
import { sentWords } from '../view-model/buildkit-facts.ts';
import { contextTree } from '../view-model/context-tree.ts';
import { formatBytes, formatQuantity } from '../view-model/format-bytes.ts';
import { safeText } from '../view-model/safe-text.ts';
import { sensitivePath } from '../view-model/secret-paths.ts';
import { type Area, areaTree } from './area-tree.ts';

/** What a build sent of its directory. Texts are safe to print. */
export interface ContextPart {
  /** `209 kB sent as a tar`, `49 files`. */
  readonly words: readonly string[];
  readonly area: Area;
  readonly biggest: readonly FileRow[];
  /** Files that are not among the biggest. */
  readonly moreFiles: number;
  /** What should rarely be sent. */
  readonly sensitive: readonly FileRow[];
  readonly moreSensitive: number;
}

export interface FileRow {
  readonly path: string;
  readonly bytes: number;
  /** Of all content, 0 to 1. */
  readonly share: number;
  readonly sent: boolean;
  readonly warning: string | null;
}

const MOST_FILES = 15;
const MOST_SENSITIVE = 15;
const LONGEST_PATH = 300;

export function contextPart({ context }: Build): ContextPart | null {
  if (context === null || context.entries.length === 0) return null;
  const { entries, fileBytes } = context;
  const listed = sentWords(context);
  const root = contextTree(entries);
  const files = entries.filter(({ type }) => type !== 'directory');
  const sensitive = files.filter(({ path }) => sensitivePath(path) !== null);
  const row = (entry: ArchiveEntry): FileRow => ({
    path: safeText(cutMiddle(entry.path)),
    bytes: entry.size,
    share: fileBytes === 0 ? 0 : entry.size / fileBytes,
    sent: entry.sent !== false,
    warning: sensitivePath(entry.path),
  });
  const biggest = largest(files);
  return {
    words: listed === null ? tarWords(context, files.length) : [listed],
    area: areaTree(root, entries),
    biggest: biggest.map(row),
    moreFiles: files.length - biggest.length,
    sensitive: sensitive.slice(0, MOST_SENSITIVE).map(row),
    moreSensitive: Math.max(0, sensitive.length - MOST_SENSITIVE),
  };
}

type Context = NonNullable<Build['context']>;

function tarWords({ bytes, compression, fileBytes, sha256 }: Context, files: number): readonly string[] {
  const packed = compression === 'none' ? '' : `${compression} of a `;
  return [
    `${formatBytes(bytes)} sent as a ${packed}tar`,
    formatQuantity(files, 'file'),
    ...(packed === '' ? [] : [`${formatBytes(fileBytes)} of content`]),
    ...(sha256 === null ? [] : [`sha256 ${sha256.slice(0, 12)}…`]),
  ];
}

/** Without sorting all of them: a context may hold a hundred thousand. */
function largest(files: readonly ArchiveEntry[]): readonly ArchiveEntry[] {
  let kept: ArchiveEntry[] = [];
  let least = 0;
  for (const file of files) {
    if (file.size <= least && kept.length >= MOST_FILES) continue;
    kept.push(file);
    if (kept.length < 2 * MOST_FILES) continue;
    kept = bySize(kept);
    least = kept.at(-1)?.size ?? 0;
  }
  return bySize(kept);
}

function bySize(files: readonly ArchiveEntry[]): ArchiveEntry[] {
  const sorted = [...files].sort((one, other) => other.size - one.size || (one.path < other.path ? -1 : 1));
  return sorted.slice(0, MOST_FILES);
}

/** The name of a file is at its end, and what it belongs to at its start. */
function cutMiddle(path: string): string {
  if (path.length <= LONGEST_PATH) return path;
  return `${path.slice(0, LONGEST_PATH / 3)}…${path.slice(-LONGEST_PATH / 2)}`;
}
