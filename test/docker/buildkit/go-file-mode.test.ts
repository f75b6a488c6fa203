import { expect, test } from 'vitest';
import { fileType, permissions } from '../../../src/docker/buildkit/go-file-mode.ts';

// Bits of io/fs in Go: ModeDir is 1<<31, ModeSymlink 1<<27, ModeDevice 1<<26, ModeNamedPipe 1<<25,
// ModeSocket 1<<24, ModeSetuid 1<<23, ModeSetgid 1<<22, ModeCharDevice 1<<21, ModeSticky 1<<20.
test.each([
  ['a file', 0o644, '', 'file', 0o644],
  ['a directory', 2 ** 31 + 0o755, '', 'directory', 0o755],
  ['a symlink', 2 ** 27 + 0o777, '../mime/cli.sh', 'symlink', 0o777],
  ['a hard link', 0o644, 'first', 'hardlink', 0o644],
  ['a block device', 2 ** 26 + 0o660, '', 'block', 0o660],
  ['a character device', 2 ** 26 + 2 ** 21 + 0o666, '', 'char', 0o666],
  ['a fifo', 2 ** 25 + 0o600, '', 'fifo', 0o600],
  ['a socket', 2 ** 24 + 0o755, '', 'fifo', 0o755],
  ['setuid', 2 ** 23 + 0o755, '', 'file', 0o4755],
  ['setgid', 2 ** 22 + 0o755, '', 'file', 0o2755],
  ['a sticky directory', 2 ** 31 + 2 ** 20 + 0o777, '', 'directory', 0o1777],
])('%s', (_, mode, link, type, bits) => {
  expect([fileType(mode, link), permissions(mode)]).toEqual([type, bits]);
});
