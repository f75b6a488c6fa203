import { execFileSync } from 'node:child_process';
import type { Compression } from '../../src/model/archive-entry.ts';

/** The kinds of compression, each packed by the program of that name, which Debian has. */
export const packings = ['gzip', 'bzip2', 'xz', 'zstd'] as const satisfies readonly Compression[];

export function packed(
  program: (typeof packings)[number],
  bytes: Uint8Array,
  ...options: readonly string[]
): Uint8Array {
  return execFileSync(program, ['-c', ...options], { input: bytes, maxBuffer: 256 * 1024 * 1024 });
}
