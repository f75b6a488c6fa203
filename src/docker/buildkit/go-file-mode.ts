import type { ArchiveEntry } from '../../model/archive-entry.ts';

/** Bits of Go's os.FileMode above the permissions (Go, io/fs). */
const DIRECTORY = 0x8000_0000;
const SYMLINK = 0x0800_0000;
const DEVICE = 0x0400_0000;
const NAMED_PIPE = 0x0200_0000;
const SOCKET = 0x0100_0000;
const SETUID = 0x0080_0000;
const SETGID = 0x0040_0000;
const CHAR_DEVICE = 0x0020_0000;
const STICKY = 0x0010_0000;

/** Kind of a file; a socket, which no tar has, is told as a fifo. */
export function fileType(mode: number, linkTarget: string): ArchiveEntry['type'] {
  if (has(mode, DIRECTORY)) return 'directory';
  if (has(mode, SYMLINK)) return 'symlink';
  if (has(mode, DEVICE)) return has(mode, CHAR_DEVICE) ? 'char' : 'block';
  if (has(mode, NAMED_PIPE) || has(mode, SOCKET)) return 'fifo';
  return linkTarget === '' ? 'file' : 'hardlink';
}

/** Permission bits with setuid, setgid and sticky, as in a tar: 0o7777. */
export function permissions(mode: number): number {
  const special =
    (has(mode, SETUID) ? 0o4000 : 0) | (has(mode, SETGID) ? 0o2000 : 0) | (has(mode, STICKY) ? 0o1000 : 0);
  return (mode & 0o777) | special;
}

function has(mode: number, bit: number): boolean {
  return (mode & bit) !== 0;
}
