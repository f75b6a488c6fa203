import type { PathStat } from '../../model/docker-facts.ts';

/**
 * `X-Docker-Container-Path-Stat` (Engine API, ContainerArchive and ContainerArchiveInfo): base64 of a JSON
 * object. Null where it is not one.
 */
export function readPathStat(header: string): PathStat | null {
  let value: unknown;
  try {
    // Node takes both alphabets, with and without padding.
    value = JSON.parse(Buffer.from(header.trim(), 'base64').toString('utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const stat = value as Readonly<Record<string, unknown>>;
  const number = (name: string): number => (typeof stat[name] === 'number' ? stat[name] : 0);
  const text = (name: string): string => (typeof stat[name] === 'string' ? stat[name] : '');
  const mode = number('mode');
  return {
    name: text('name'),
    size: number('size'),
    mode,
    modeText: goFileMode(mode),
    mtime: text('mtime'),
    linkTarget: text('linkTarget'),
  };
}

/** Letters of Go's os.FileMode from bit 31 down; those that have none print nothing (`io/fs`, fs.go). */
const GO_MODE_LETTERS = 'dalTLDpSugct?';

/** As Go's `FileMode.String` writes it. */
export function goFileMode(mode: number): string {
  const kind = [...GO_MODE_LETTERS].filter((_, index) => Math.floor(mode / 2 ** (31 - index)) % 2 === 1);
  const permissions = [...'rwxrwxrwx'].map((letter, index) => ((mode >>> (8 - index)) & 1 ? letter : '-'));
  return (kind.join('') || '-') + permissions.join('');
}
