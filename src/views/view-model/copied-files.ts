import type { ArchiveEntry } from '../../model/archive-entry.ts';

/** Stars of a pattern that is followed; the rest is taken to match all. */
const MAX_STARS = 6;

/** What an instruction reads of the context. */
export type Sources = 'none' | 'all' | readonly string[];

/**
 * Sources of a COPY or ADD, as patterns of paths in the context; of a RUN that mounts some of it all, since the
 * mount may be narrowed in many ways. https://docs.docker.com/reference/dockerfile/#copy
 */
export function contextSources(instruction: string): Sources {
  const [, keyword = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(instruction.trim()) ?? [];
  if (/^run$/i.test(keyword)) return /--mount=\S*type=bind(?!\S*from=)/.test(rest) ? 'all' : 'none';
  if (!/^(copy|add)$/i.test(keyword)) return 'none';
  const patterns = copyWords(rest);
  if (patterns.length === 0) return 'none';
  return patterns.some((pattern) => pattern === '' || pattern === '.') ? 'all' : patterns;
}

/** All that an instruction names of the context, a RUN's bind mounts too: patterns, with their variables. */
export function sourceWords(instruction: string): readonly string[] {
  const [, keyword = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(instruction.trim()) ?? [];
  if (/^(copy|add)$/i.test(keyword)) return copyWords(rest);
  if (!/^run$/i.test(keyword)) return [];
  const mounts = rest.match(/--mount=\S*type=bind\S*/g)?.filter((mount) => !mount.includes('from=')) ?? [];
  return mounts.flatMap((mount) => {
    const source = /[=,](?:source|src)=([^,\s]+)/.exec(mount)?.[1];
    return source === undefined ? [] : [contextPath(source)];
  });
}

function copyWords(rest: string): readonly string[] {
  const { flags, words } = wordsOf(rest);
  if (flags.some((flag) => flag.startsWith('--from='))) return [];
  return words
    .slice(0, -1)
    .filter((word) => !/^[a-z]+:\/\/|^git@|^<</i.test(word))
    .map(contextPath);
}

function contextPath(source: string): string {
  return source.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
}

/** Entries that are read by it, by path; the last of a path counts, as when a tar is unpacked. */
export function copiedFiles(
  entries: readonly ArchiveEntry[],
  sources: Sources,
): ReadonlyMap<string, ArchiveEntry> {
  const found = new Map<string, ArchiveEntry>();
  if (sources === 'none') return found;
  const patterns = sources === 'all' ? null : sources.map(pathPattern);
  for (const entry of entries) {
    const path = entry.path.replace(/\/+$/, '');
    if (patterns === null || patterns.some((pattern) => pattern.test(path))) found.set(path, entry);
  }
  return found;
}

function wordsOf(rest: string): { readonly flags: readonly string[]; readonly words: readonly string[] } {
  const all = rest.trim().split(/\s+/);
  const first = all.findIndex((word) => !word.startsWith('--'));
  const flags = first === -1 ? all : all.slice(0, first);
  const words = first === -1 ? [] : all.slice(first);
  return { flags, words: jsonWords(words.join(' ')) ?? words };
}

/** `["source", "target"]`. */
function jsonWords(text: string): readonly string[] | null {
  if (!text.startsWith('[')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : null;
  } catch {
    return null;
  }
}

/** Go's filepath.Match, in which no star crosses a slash; and everything beneath what matches. */
export function pathPattern(source: string): RegExp {
  // Many stars take long to match, and nobody writes them.
  if (source.split('*').length > MAX_STARS + 1) return /^/;
  const pattern = source
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  try {
    return new RegExp(`^${pattern}(/|$)`);
  } catch {
    return new RegExp(`^${source.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(/|$)`);
  }
}
