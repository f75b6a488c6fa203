import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { Build } from '../../model/build.ts';
import {
  DEPENDENCY_DIRECTORIES,
  LARGE_DIRECTORY,
  type NamedDirectory,
  namedDirectories,
  VCS_DIRECTORIES,
} from './context-directories.ts';
import { contextSources, copiedFiles, pathPattern, sourceWords } from './copied-files.ts';
import { dockerfileInstructions } from './dockerfile-instructions.ts';
import { safeText } from './safe-text.ts';
import { sensitivePath } from './secret-paths.ts';

/** What could stay at home the next time. */
export interface IgnoreAdvice {
  /** Lines for .dockerignore, largest first; none where there is nothing to say. */
  readonly lines: readonly string[];
  /** Part of the content that was sent which they keep at home, 0 to 1. */
  readonly share: number;
  /** Files that no COPY or ADD of the Dockerfile names; null where that cannot be told. */
  readonly unnamed: number | null;
}

const NO_ADVICE: IgnoreAdvice = { lines: [], share: 0, unnamed: null };

/** Files with secrets that are listed one by one. */
const MAX_FILES = 8;

/** Names that a project's own sources have too: only what is large was made by a build. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['target', 'build', 'dist']);

/** Of what the rules of docs/rules.md advise against; never what the Dockerfile names itself. */
export function ignoreAdvice({ context, dockerfile, dockerfilePath }: Build): IgnoreAdvice {
  if (context === null || dockerfile === null) return NO_ADVICE;
  const instructions = dockerfileInstructions(dockerfile.split('\n')).map(({ text }) => text);
  const words = instructions.flatMap(sourceWords);
  // Which files a variable stands for, only the builder knows.
  if (words.some((word) => word.includes('$'))) return NO_ADVICE;
  const sent = context.entries.filter(({ sent: isSent }) => isSent !== false);
  const isNamed = (path: string) => words.some((word) => names(word, path));
  const directories = [
    ...namedDirectories(sent, VCS_DIRECTORIES),
    ...namedDirectories(sent, DEPENDENCY_DIRECTORIES).filter(
      ({ name, bytes }) => !AMBIGUOUS.has(name) || bytes > LARGE_DIRECTORY,
    ),
  ].filter(({ path, bytes }) => bytes > 0 && isPlain(path) && !isNamed(path));
  const files = sent
    .filter(({ path, type }) => type === 'file' && sensitivePath(path) !== null && isPlain(path))
    .filter(({ path }) => !isNamed(path) && !directories.some((one) => path.startsWith(`${one.path}/`)))
    .slice(0, MAX_FILES);
  const kept =
    directories.reduce((sum, { bytes }) => sum + bytes, 0) + files.reduce((sum, { size }) => sum + size, 0);
  const all = sent.reduce((sum, { size }) => sum + size, 0);
  return {
    lines: [...directoryLines(directories, namedOnes(sent, isNamed)), ...files.map(({ path }) => path)],
    share: all === 0 ? 0 : kept / all,
    unnamed: unnamedFiles(context.entries, instructions, dockerfilePath),
  };
}

/** Names of directories of which one is named in the Dockerfile: the others are told by their whole path. */
function namedOnes(sent: readonly ArchiveEntry[], isNamed: (path: string) => boolean): ReadonlySet<string> {
  const all = [...namedDirectories(sent, VCS_DIRECTORIES), ...namedDirectories(sent, DEPENDENCY_DIRECTORIES)];
  return new Set(all.filter(({ path }) => isNamed(path)).map(({ name }) => name));
}

function directoryLines(
  directories: readonly NamedDirectory[],
  named: ReadonlySet<string>,
): readonly string[] {
  const sorted = directories.toSorted((one, other) => other.bytes - one.bytes);
  const lines = sorted.map(({ path, name }) => (path === name || named.has(name) ? path : `**/${name}`));
  // `**/name` holds at the root too.
  return Array.from(new Set(lines)).filter((line, _, all) => !all.includes(`**/${line}`));
}

/** Whether a source names the path itself, or something inside of it; not what is around it. */
function names(word: string, path: string): boolean {
  if (word === path || word.startsWith(`${path}/`)) return true;
  return /[*?[]/.test(word) && pathPattern(word).test(path);
}

/** Of the files of a tar; of files over a session only those are sent that are asked for. */
function unnamedFiles(
  entries: readonly ArchiveEntry[],
  instructions: readonly string[],
  dockerfilePath: string,
): number | null {
  if (entries.some(({ sent }) => sent !== undefined)) return null;
  const sources = instructions.map(contextSources);
  if (sources.includes('all')) return null;
  const read = new Set(sources.flatMap((source) => [...copiedFiles(entries, source).keys()]));
  const own = new Set([dockerfilePath, '.dockerignore']);
  return entries.filter(({ path, type }) => type !== 'directory' && !read.has(path) && !own.has(path)).length;
}

/** Whether a path stands for itself as a line of .dockerignore. */
function isPlain(path: string): boolean {
  return safeText(path) === path && !/[*?[\]\\]|^[!#]|^\s|\s$/.test(path);
}
