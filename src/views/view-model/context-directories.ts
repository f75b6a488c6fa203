import type { ArchiveEntry } from '../../model/archive-entry.ts';

/** Directories of a kind in a context, each with all that is in it. */
export interface NamedDirectory {
  /** From the context's root, not safe to print. */
  readonly path: string;
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
}

export const VCS_DIRECTORIES: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.bzr']);

/** What a package manager or a build makes again in the image. */
export const DEPENDENCY_DIRECTORIES: ReadonlySet<string> = new Set([
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  'target',
  'build',
  'dist',
  '.next',
  '.nuxt',
  '.gradle',
  '.m2',
  '.terraform',
  '.tox',
  '.cache',
  'Pods',
]);

/** Content from which such a directory is worth a word, whatever else it may be. */
export const LARGE_DIRECTORY = 20_000_000;

/** Outermost directories of these names, largest first. */
export function namedDirectories(
  entries: readonly ArchiveEntry[],
  names: ReadonlySet<string>,
): readonly NamedDirectory[] {
  const found = new Map<string, { files: number; bytes: number }>();
  for (const { path, type, size } of entries) {
    const parts = path.split('/');
    const index = parts.findIndex((part) => names.has(part));
    if (index < 0 || (index === parts.length - 1 && type !== 'directory')) continue;
    const directory = parts.slice(0, index + 1).join('/');
    const known = found.get(directory) ?? { files: 0, bytes: 0 };
    if (type !== 'directory') known.files += 1;
    known.bytes += size;
    found.set(directory, known);
  }
  return [...found]
    .map(([path, counts]) => ({ path, name: path.slice(path.lastIndexOf('/') + 1), ...counts }))
    .sort((one, other) => other.bytes - one.bytes);
}
