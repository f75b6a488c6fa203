import { execFileSync, spawnSync } from 'node:child_process';
import type { Compression } from '../../src/model/archive-entry.ts';

export type Packing = Exclude<Compression, 'none'>;

/** Debian's package of each program. */
const packages: Readonly<Record<Packing, string>> = {
  gzip: 'gzip',
  bzip2: 'bzip2',
  xz: 'xz-utils',
  zstd: 'zstd',
};

/** The kinds of compression whose program is here, or could be installed. */
export const packings = (Object.keys(packages) as Packing[]).filter(
  (program) => isHere(program) || installed(program),
);

/** Packed by the program of that name. */
export function packed(program: Packing, bytes: Uint8Array, ...options: readonly string[]): Uint8Array {
  return execFileSync(program, ['-c', ...options], { input: bytes, maxBuffer: 256 * 1024 * 1024 });
}

function isHere(program: Packing): boolean {
  return spawnSync(program, ['-c'], { input: '' }).error === undefined;
}

function installed(program: Packing): boolean {
  spawnSync('apt-get', ['install', '-y', packages[program]], { stdio: 'ignore' });
  if (isHere(program)) return true;
  console.warn(`skipped: tests with ${program}, which is not installed`);
  return false;
}
