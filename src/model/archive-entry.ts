import type { Timestamp } from '../layer/origin.ts';
import type { FoundSecret } from './found-secret.ts';

/** One entry of a tar, in the order sent. */
export interface ArchiveEntry {
  /** As in the archive, without a leading `./`; never safe to use as a path on this machine. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'char' | 'block' | 'fifo';
  /** Content bytes (of a sparse file: its full size). */
  readonly size: number;
  /** Permission bits with setuid, setgid and sticky: 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: Timestamp;
  readonly linkTarget: string | null;
  readonly sha256: string | null;
  /**
   * False for what a BuildKit client listed and was not asked for, null where the capture does not say; absent
   * where all is sent, as in a tar.
   */
  readonly sent?: boolean | null;
  /** Of a file that was looked into: empty where it holds none. Absent where nobody looked. */
  readonly secrets?: readonly FoundSecret[];
}

/** How a tar was compressed, from its magic bytes. */
export type Compression = 'none' | 'gzip' | 'bzip2' | 'xz' | 'zstd';
