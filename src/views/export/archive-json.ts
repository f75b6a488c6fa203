import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { Archive } from '../../model/docker-facts.ts';
import { timeJson } from './scalar-json.ts';

export function archiveJson({ stat, compression, bytes, fileBytes, entries }: Archive): object {
  return {
    stat: stat === null ? null : { ...stat },
    compression,
    bytes,
    fileBytes,
    entries: entries.map(entryJson),
  };
}

export function entryJson(entry: ArchiveEntry): object {
  return {
    path: entry.path,
    type: entry.type,
    size: entry.size,
    mode: entry.mode,
    uid: entry.uid,
    gid: entry.gid,
    mtime: timeJson(entry.mtime),
    linkTarget: entry.linkTarget,
    sha256: entry.sha256,
    sent: entry.sent === undefined ? true : entry.sent,
  };
}
