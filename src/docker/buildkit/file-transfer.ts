import { createHash, type Hash } from 'node:crypto';
import type { Timestamp } from '../../layer/origin.ts';
import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { Archive } from '../../model/docker-facts.ts';
import { MAX_ENTRIES, MAX_NAME_CHARACTERS } from '../archive/entry-list.ts';
import { decodeMessage } from '../protobuf/decode-message.ts';
import { FieldReader } from '../protobuf/field-reader.ts';
import type { Message } from '../protobuf/message-type.ts';
import { type SecretScan, SecretScans } from '../secrets/secret-scan.ts';
import { fileType, permissions } from './go-file-mode.ts';
import { stat } from './messages/filesync.ts';

/** Values of `Packet.type` (fsutil, types/wire.proto). */
const STAT = 0;
const REQUEST = 1;
const DATA = 2;
const FINISH = 3;
const ERROR = 4;

/** Files that may be on their way at once; fsutil's receiver asks for a few at a time. */
const MAX_OPEN_FILES = 10_000;
/** Files whose beginning may be kept, and bytes of each: a Dockerfile, .dockerignore. */
const MAX_KEPT_FILES = 16;
const MAX_KEPT_BYTES = 1024 * 1024;
/** Bytes of files that are looked into and have not come to their end; what is more is not looked into. */
const MAX_SCANNING_BYTES = 16 * 1024 * 1024;
const MAX_ERROR = 2000;

export interface FileTransferOptions {
  /** SHA-256 of each file that is sent. */
  readonly hash: boolean;
  /** Look into small files for secrets. */
  readonly secrets?: boolean;
  /** Whether to keep the content of the file at this path. */
  readonly keep: (path: string) => boolean;
  /** Content of the file at a place among those told, and where in the file it belongs. */
  readonly onContent?: (index: number, bytes: Uint8Array, offset: number) => void;
  /** All of it has been handed out. */
  readonly onContentEnd?: (index: number) => void;
}

interface OpenFile {
  readonly hash: Hash | null;
  readonly kept: Uint8Array[] | null;
  readonly scan: SecretScan | null;
  bytes: number;
  whole: boolean;
}

/**
 * One directory as fsutil sends it: the sender tells of all files, the receiver asks for those it does not
 * have, by their place among the STATs, and gets their content in pieces, an empty one being the last.
 */
export class FileTransfer {
  /** In the order told. */
  readonly entries: ArchiveEntry[] = [];
  readonly kept = new Map<string, Uint8Array>();
  listedFiles = 0;
  listedBytes = 0;
  sentFiles = 0;
  sentBytes = 0;
  /** Both sides have said that they are done, and nothing is missing. */
  complete = false;
  /** What the side that could not go on says of it. */
  error: string | null = null;
  readonly #options: FileTransferOptions;
  readonly #open = new Map<number, OpenFile>();
  readonly #scans = new SecretScans();
  #nameCharacters = 0;
  /** STATs up to the first that may be missing: a content's number tells whose it is only among these. */
  #placed = 0;
  #finished = 0;
  #scanning = 0;
  #whole = true;

  constructor(options: FileTransferOptions) {
    this.#options = options;
  }

  /** A packet of the side that has the files. */
  sender(bytes: Uint8Array): void {
    const packet = new FieldReader(bytes);
    let type = STAT;
    let id = 0;
    let told: Uint8Array | null = null;
    let data: Uint8Array | null = null;
    while (packet.next()) {
      if (packet.number === 1 && packet.type === 'varint') type = packet.unsigned;
      else if (packet.number === 2 && packet.type === 'bytes') told = packet.bytes;
      else if (packet.number === 3 && packet.type === 'varint') id = packet.unsigned;
      else if (packet.number === 4 && packet.type === 'bytes') data = packet.bytes;
    }
    if (type === STAT) {
      // One without a file says that there are no more.
      if (told !== null) this.#list(decodeMessage(told, stat));
    } else if (type === DATA) this.#data(id, data);
    else this.#control(type, data);
  }

  /** A packet of the side that wants them. */
  receiver(bytes: Uint8Array): void {
    const packet = new FieldReader(bytes);
    let type = STAT;
    let id = 0;
    let data: Uint8Array | null = null;
    while (packet.next()) {
      if (packet.number === 1 && packet.type === 'varint') type = packet.unsigned;
      else if (packet.number === 3 && packet.type === 'varint') id = packet.unsigned;
      else if (packet.number === 4 && packet.type === 'bytes') data = packet.bytes;
    }
    if (type === REQUEST) this.#request(id);
    else this.#control(type, data);
  }

  /** Packets of the sender are missing: names after them are still good, but not whose a content is. */
  gap(): void {
    for (const file of this.#open.values()) file.whole = false;
    if (!this.#whole) return;
    this.#whole = false;
    this.complete = false;
    for (const [place, entry] of this.entries.entries()) {
      if (entry.sent === false) this.entries[place] = { ...entry, sent: null };
    }
  }

  /** A record does not grow on. */
  get archive(): Archive {
    return {
      stat: null,
      compression: null,
      bytes: this.sentBytes,
      fileBytes: this.listedBytes,
      entries: this.entries.slice(),
    };
  }

  #list({ path, mode, uid, gid, size, modTime, linkname }: Message<typeof stat>): void {
    const listed = this.entries.length;
    this.#nameCharacters += path.length + linkname.length;
    const tooMany = listed >= MAX_ENTRIES || this.#nameCharacters > MAX_NAME_CHARACTERS;
    const type = fileType(mode, linkname);
    const bytes = type === 'file' ? Math.max(0, size) : 0;
    if (type === 'file') this.listedFiles += 1;
    this.listedBytes += bytes;
    if (this.#whole) this.#placed += 1;
    if (tooMany) return;
    this.entries.push({
      path,
      type,
      size: bytes,
      mode: permissions(mode),
      uid,
      gid,
      mtime: microseconds(modTime),
      linkTarget: linkname === '' ? null : linkname,
      sha256: null,
      sent: this.#whole ? false : null,
    });
  }

  /** Not `whole` where its first content may be missing. */
  #request(id: number, whole = true): void {
    if (this.#open.size >= MAX_OPEN_FILES || this.#open.has(id)) return;
    const path = this.#entry(id)?.path;
    const keep = path !== undefined && this.kept.size < MAX_KEPT_FILES && this.#options.keep(path);
    this.#open.set(id, {
      hash: this.#options.hash ? createHash('sha256') : null,
      kept: keep ? [] : null,
      scan: whole ? this.#scan(this.#entry(id)) : null,
      bytes: 0,
      whole,
    });
  }

  #scan(entry: ArchiveEntry | undefined): SecretScan | null {
    if (this.#options.secrets !== true || entry?.type !== 'file') return null;
    if (this.#scanning + entry.size > MAX_SCANNING_BYTES) return null;
    const scan = this.#scans.open(entry.path, entry.size);
    this.#scanning += scan?.bytes ?? 0;
    return scan;
  }

  #data(id: number, data: Uint8Array | null): void {
    // The request may not have been captured.
    if (!this.#open.has(id)) this.#request(id, this.#whole);
    const file = this.#open.get(id);
    if (file === undefined) return;
    if (data === null || data.length === 0) {
      this.#open.delete(id);
      this.#close(id, file);
      return;
    }
    this.sentBytes += data.length;
    if (file.whole && id < this.#placed) this.#options.onContent?.(id, data, file.bytes);
    file.bytes += data.length;
    file.hash?.update(data);
    file.scan?.push(data);
    if (file.kept !== null && file.bytes <= MAX_KEPT_BYTES) file.kept.push(new Uint8Array(data));
  }

  #close(id: number, file: OpenFile): void {
    this.sentFiles += 1;
    this.#scanning -= file.scan?.bytes ?? 0;
    const entry = this.#entry(id);
    if (entry === undefined) return;
    const sha256 = file.whole ? (file.hash?.digest('hex') ?? null) : null;
    const secrets = file.whole ? (file.scan?.end() ?? null) : null;
    this.entries[id] = { ...entry, sha256, sent: true, ...(secrets === null ? null : { secrets }) };
    if (file.whole) this.#options.onContentEnd?.(id);
    if (file.kept !== null && file.whole) this.kept.set(entry.path, Buffer.concat(file.kept));
  }

  #entry(id: number): ArchiveEntry | undefined {
    return id < this.#placed ? this.entries[id] : undefined;
  }

  #control(type: number, data: Uint8Array | null): void {
    if (type === FINISH) {
      this.#finished += 1;
      this.complete = this.#finished >= 2 && this.#whole;
    } else if (type === ERROR && data !== null) {
      this.error = Buffer.from(data.subarray(0, MAX_ERROR)).toString('utf8');
    }
  }
}

function microseconds(nanoseconds: bigint): Timestamp {
  return Number(nanoseconds / 1000n) + Number(nanoseconds % 1000n) / 1000;
}
