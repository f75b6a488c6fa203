import type { Timestamp } from '../../layer/origin.ts';
import { archiveText, untilNul } from './archive-text.ts';
import type { PaxRecord } from './pax-records.ts';
import { paxInteger, paxTime, readPaxRecords } from './pax-records.ts';
import type { PaxSparse } from './sparse-map.ts';
import { readPaxSparse } from './sparse-map.ts';
import { MAX_MTIME, MIN_MTIME } from './tar-header.ts';

/** What extension headers say of the entry that follows them; null where they say nothing. */
export interface EntryMetadata {
  readonly path: string | null;
  readonly linkPath: string | null;
  readonly size: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
  readonly mtime: Timestamp | null;
  readonly sparse: PaxSparse | null;
}

export interface TakenMetadata {
  readonly metadata: EntryMetadata;
  /** Names of the fields whose value made no sense. */
  readonly invalid: readonly string[];
}

/** What holds for nearly all entries. */
const NOTHING_SAID: TakenMetadata = {
  metadata: { path: null, linkPath: null, size: null, uid: null, gid: null, mtime: null, sparse: null },
  invalid: [],
};

/** Type flags whose content describes the next entry: pax (also Sun's `X`), global pax, GNU's long names. */
export const METADATA_FLAGS = 'xXgLK';

/** The keys that are read; of a global header only these are remembered. */
const KEYS = /^(path|linkpath|size|uid|gid|mtime|GNU\.sparse\..*)$/;

/** Gathers extension headers until the entry that they are for. */
export class TarMetadata {
  readonly #global = new Map<string, string>();
  #local: PaxRecord[] = [];
  #longName: string | null = null;
  #longLink: string | null = null;

  /** One extension header's content; false where it is malformed. */
  read(typeFlag: string, content: Uint8Array): boolean {
    if (typeFlag === 'L' || typeFlag === 'K') {
      const text = archiveText(untilNul(content));
      if (typeFlag === 'L') this.#longName = text;
      else this.#longLink = text;
      return true;
    }
    const { records, whole } = readPaxRecords(content);
    for (const record of records) {
      if (!KEYS.test(record[0])) continue;
      if (typeFlag !== 'g') this.#local.push(record);
      // A map for every file would be no map of any.
      else if (!record[0].startsWith('GNU.')) this.#global.set(...record);
    }
    return whole;
  }

  /** What holds for the entry that comes now. What was said for it alone is forgotten. */
  take(): TakenMetadata {
    const local = this.#local;
    if (local.length + this.#global.size === 0 && this.#longName === null && this.#longLink === null) {
      return NOTHING_SAID;
    }
    const values = new Map([...this.#global, ...local]);
    const invalid: string[] = [];
    const value = <Value>(key: string, read: (text: string) => Value | null): Value | null => {
      const text = values.get(key);
      // An empty value takes back what a global header said.
      if (text === undefined || text === '') return null;
      const result = read(text);
      if (result === null) invalid.push(key);
      return result;
    };
    const asIs = (text: string): string => text;
    const metadata: EntryMetadata = {
      // GNU tar hides a made-up name in `path` and keeps the file's own in GNU.sparse.name.
      path: value('GNU.sparse.name', asIs) ?? value('path', asIs) ?? this.#longName,
      linkPath: value('linkpath', asIs) ?? this.#longLink,
      size: value('size', (text) => atLeastZero(paxInteger(text))),
      uid: value('uid', paxInteger),
      gid: value('gid', paxInteger),
      mtime: value('mtime', (text) => inRange(paxTime(text))),
      sparse: readPaxSparse(local),
    };
    this.forget();
    return { metadata, invalid };
  }

  /** Leaves out what was said for the next entry, because that entry is lost. */
  forget(): void {
    this.#local = [];
    this.#longName = null;
    this.#longLink = null;
  }
}

function atLeastZero(value: number | null): number | null {
  return value !== null && value >= 0 ? value : null;
}

function inRange(mtime: Timestamp | null): Timestamp | null {
  return mtime !== null && mtime >= MIN_MTIME && mtime <= MAX_MTIME ? mtime : null;
}
