import { protobuf } from './protobuf.ts';

/** What a file's STAT says; the rest is as of an ordinary file. */
export interface StatFields {
  readonly mode?: number;
  readonly size?: number;
  readonly link?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Nanoseconds since 1970. */
  readonly modTime?: bigint;
}

/** Packets of fsutil (types/wire.proto), as both sides send them. */
export const fsutilPackets = {
  stat: (
    path: string,
    { mode = 0o644, size = 0, link = '', uid = 0, gid = 0, modTime = 0n }: StatFields = {},
  ) => protobuf([2, protobuf([1, path], [2, mode], [3, uid], [4, gid], [5, size], [6, modTime], [7, link])]),
  /** No more files. */
  end: () => protobuf(),
  request: (id: number) => (id === 0 ? protobuf([1, 1]) : protobuf([1, 1], [3, id])),
  data: (id: number, content: string | Uint8Array) => protobuf([1, 2], [3, id], [4, content]),
  /** The last piece of a file. */
  close: (id: number) => (id === 0 ? protobuf([1, 2]) : protobuf([1, 2], [3, id])),
  finish: () => protobuf([1, 3]),
  error: (message: string) => protobuf([1, 4], [4, message]),
};

/** Go's os.FileMode of a directory with 0755. */
export const DIRECTORY_MODE = 2 ** 31 + 0o755;
/** Go's os.FileMode of a symbolic link. */
export const SYMLINK_MODE = 2 ** 27 + 0o777;
