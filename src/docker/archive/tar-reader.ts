/**
 * Reads a tar as it streams by: bytes in, entries kept. v7, ustar, pax and GNU formats.
 *
 * Not `tar-stream`: that is built on Node's streams, hands each entry out asynchronously and ends at the first
 * broken header. Here a piece of content costs one subtraction, and a broken tar goes on at its next header.
 */
import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { BodyReader } from '../bodies/body-reader.ts';
import { archiveText, quoted } from './archive-text.ts';
import type { EntryContent } from './entry-content.ts';
import type { EntryOptions } from './entry-list.ts';
import { EntryList } from './entry-list.ts';
import type { ArchiveIssueCode } from './issue-codes.ts';
import { IssueLog } from './issue-log.ts';
import type { SparseMap, SparseRegion } from './sparse-map.ts';
import {
  MAX_SPARSE_REGIONS,
  OLD_GNU_EXTENSION,
  OLD_GNU_HEADER,
  readOldGnuRegions,
  SparseMapText,
  sparseMapFits,
} from './sparse-map.ts';
import type { TarHeader } from './tar-header.ts';
import { BLOCK_SIZE, blockKind, checksumMatches, hasMagic, readNumber, readTarHeader } from './tar-header.ts';
import { METADATA_FLAGS, TarMetadata } from './tar-metadata.ts';

/** A pax header with extended attributes can be large; names are a few kilobytes. Longer ones are left out. */
export const MAX_METADATA_BYTES = 1024 * 1024;
/** What the next bytes are. `seek`: somewhere a header will come, at a multiple of 512. */
type Phase = 'header' | 'metadata' | 'sparse-extension' | 'sparse-map' | 'content' | 'skip' | 'seek';

/** An entry whose content is passing. `index` is -1 where it is not listed. */
interface OpenEntry {
  readonly index: number;
  readonly path: string;
  readonly storedSize: number;
  readonly content: EntryContent | null;
}

/** A sparse file whose map is being read. `regions` is null where it turned out malformed. */
interface OpenSparse {
  readonly header: TarHeader;
  readonly path: string;
  readonly realSize: number;
  regions: SparseRegion[] | null;
  /** Bytes that follow the map, or that it is the first part of (version 1.0). */
  storedSize: number;
  readonly text: SparseMapText;
}

export class TarReader implements BodyReader {
  /** Whether anything was a header, or an end marker where the first header should be. */
  recognised = false;

  readonly #list: EntryList;
  readonly #issues: IssueLog;
  readonly #metadata = new TarMetadata();
  readonly #block = new Uint8Array(BLOCK_SIZE);
  #filled = 0;
  #phase: Phase = 'header';
  #afterSkip: Phase = 'header';
  /** Bytes until the phase is over: of content, metadata or what is skipped. */
  #remaining = 0;
  /** Position in the tar. */
  #offset = 0;
  #at: Timestamp | null = null;
  #metadataFlag = '';
  #metadataContent: Uint8Array | null = null;
  #open: OpenEntry | null = null;
  #sparse: OpenSparse | null = null;
  #zeroBlocks = 0;
  #seekFrom = 0;
  #seekCode: ArchiveIssueCode = 'docker/tar-header-invalid';
  #limitReached = false;

  constructor(options: EntryOptions = {}, issues = new IssueLog()) {
    this.#list = new EntryList(options);
    this.#issues = issues;
  }

  get entries(): readonly ArchiveEntry[] {
    return this.#list.entries;
  }

  /** The last content kept for each path that `keep` asked for, as unpacking would leave it. */
  get kept(): ReadonlyMap<string, Uint8Array> {
    return this.#list.kept;
  }

  /** Sum of the sizes of the files listed. */
  get fileBytes(): number {
    return this.#list.fileBytes;
  }

  get issues(): readonly Issue[] {
    return this.#issues.list;
  }

  push(bytes: Uint8Array, at: Timestamp): void {
    this.#at = at;
    let position = 0;
    while (position < bytes.length) {
      const taken = this.#take(bytes, position);
      position += taken;
    }
  }

  gap(missing: number, at: Timestamp): void {
    this.#at = at;
    let left = missing;
    while (left > 0 && (this.#phase === 'content' || this.#phase === 'skip')) {
      const lost = Math.min(left, this.#remaining);
      if (this.#phase === 'content') this.#loseContent(lost);
      this.#advance(lost);
      left -= lost;
    }
    if (left > 0) this.#loseHeaders(left);
  }

  end(at: Timestamp, complete: boolean): void {
    this.#at = at;
    if (this.#phase === 'seek' || (this.#phase === 'skip' && this.#afterSkip === 'seek')) {
      this.#endSeek();
    } else if (this.#phase === 'content' || this.#phase === 'skip') {
      this.#endInContent();
    } else if (this.#phase === 'header' && this.#zeroBlocks >= 2) {
      this.#endBehindMarker();
    } else if (this.#phase !== 'header' || this.#filled > 0) {
      this.#issue('docker/tar-truncated', 'the archive ends inside a header', { offset: this.#offset });
    } else if (this.#offset > 0) {
      if (complete) this.#issue('docker/tar-end-missing', 'the archive ends without its end marker');
      else this.#issue('docker/tar-truncated', 'the archive ends early', { offset: this.#offset });
    }
    this.#phase = 'header';
    this.#open = null;
  }

  /** Takes bytes from `position` on, at least one, and says how many. */
  #take(bytes: Uint8Array, position: number): number {
    const available = bytes.length - position;
    switch (this.#phase) {
      case 'content': {
        const taken = Math.min(available, this.#remaining);
        this.#open?.content?.push(bytes.subarray(position, position + taken));
        this.#advance(taken);
        return taken;
      }
      case 'metadata': {
        const taken = Math.min(available, this.#remaining);
        const content = this.#metadataContent!;
        content.set(bytes.subarray(position, position + taken), content.length - this.#remaining);
        this.#advance(taken);
        return taken;
      }
      case 'skip': {
        const taken = Math.min(available, this.#remaining);
        this.#advance(taken);
        return taken;
      }
      default:
        return this.#takeBlock(bytes, position, available);
    }
  }

  #takeBlock(bytes: Uint8Array, position: number, available: number): number {
    if (this.#filled === 0 && available >= BLOCK_SIZE) {
      this.#readBlock(bytes.subarray(position, position + BLOCK_SIZE));
      return BLOCK_SIZE;
    }
    const taken = Math.min(BLOCK_SIZE - this.#filled, available);
    this.#block.set(bytes.subarray(position, position + taken), this.#filled);
    this.#filled += taken;
    if (this.#filled === BLOCK_SIZE) {
      this.#filled = 0;
      this.#readBlock(this.#block);
    }
    return taken;
  }

  #readBlock(block: Uint8Array): void {
    const start = this.#offset;
    this.#offset += BLOCK_SIZE;
    if (this.#phase === 'seek') this.#seek(block, start);
    else if (this.#phase === 'sparse-extension') this.#readSparseExtension(block);
    else if (this.#phase === 'sparse-map') this.#readSparseMap(block);
    else this.#readHeaderBlock(block, start);
  }

  /** Moves on within content, metadata or padding, and to the next phase where it is over. */
  #advance(count: number): void {
    this.#offset += count;
    this.#remaining -= count;
    if (this.#remaining > 0) return;
    if (this.#phase === 'content') this.#closeEntry();
    else if (this.#phase === 'metadata') this.#closeMetadata();
    else this.#phase = this.#afterSkip;
  }

  /** Passes over `count` bytes and what fills their last block. */
  #skip(count: number, then: Phase): void {
    this.#remaining = count + ((BLOCK_SIZE - ((this.#offset + count) % BLOCK_SIZE)) % BLOCK_SIZE);
    this.#afterSkip = then;
    this.#phase = this.#remaining > 0 ? 'skip' : then;
  }

  #readHeaderBlock(block: Uint8Array, start: number): void {
    const kind = blockKind(block);
    const ended = this.#zeroBlocks >= 2;
    if (kind === 'zero') {
      this.recognised = true;
      this.#zeroBlocks += 1;
      this.#metadata.forget();
    } else if (kind === 'invalid') {
      this.#startSeek(start, ended ? 'docker/tar-data-after-end' : 'docker/tar-header-invalid');
    } else {
      if (ended) {
        this.#issue('docker/tar-data-after-end', 'another archive follows the end of the archive', {
          offset: start,
        });
      } else if (this.#zeroBlocks === 1) {
        this.#issue('docker/tar-lone-zero-block', 'a single zero block stands before an entry', {
          offset: start - BLOCK_SIZE,
        });
      }
      this.#readHeader(block, start);
    }
  }

  #readHeader(block: Uint8Array, start: number): void {
    this.recognised = true;
    this.#zeroBlocks = 0;
    const header = readTarHeader(block);
    if (METADATA_FLAGS.includes(header.typeFlag)) {
      this.#openMetadata(header, start);
      return;
    }
    const { metadata, invalid } = this.#metadata.take();
    const entry: TarHeader = {
      ...header,
      uid: metadata.uid ?? header.uid,
      gid: metadata.gid ?? header.gid,
      mtime: metadata.mtime ?? header.mtime,
      size: metadata.size ?? header.size,
    };
    const path = entryPath(metadata.path ?? archiveText(header.name));
    if (header.invalidNumbers.length + invalid.length > 0) {
      const numbers = [...header.invalidNumbers, ...invalid];
      this.#issue('docker/tar-number-invalid', `${quoted(path)}: bad ${numbers.join(', ')}`, {
        offset: start,
      });
    }
    if (header.typeFlag === 'S') {
      this.#openOldSparse(entry, path, block);
    } else if (metadata.sparse !== null) {
      const { realSize, regions } = metadata.sparse;
      const known = typeof regions === 'string' ? null : [...regions];
      this.#sparse = sparseEntry(entry, path, realSize ?? entry.size, known);
      if (regions === 'in-content') this.#phase = 'sparse-map';
      else this.#openSparseFile();
    } else {
      this.#openEntry(entry, path, metadata.linkPath ?? archiveText(header.linkName), null, entry.size);
    }
  }

  #openMetadata(header: TarHeader, start: number): void {
    if (header.size > MAX_METADATA_BYTES) {
      this.#issue('docker/tar-metadata-invalid', `an extension header of ${header.size} bytes is left out`, {
        offset: start,
      });
      this.#skip(header.size, 'header');
    } else if (header.size > 0) {
      this.#metadataFlag = header.typeFlag;
      this.#metadataContent = new Uint8Array(header.size);
      this.#remaining = header.size;
      this.#phase = 'metadata';
    }
  }

  #closeMetadata(): void {
    if (!this.#metadata.read(this.#metadataFlag, this.#metadataContent!)) {
      this.#issue('docker/tar-metadata-invalid', 'a pax header is malformed', {
        offset: this.#offset - this.#metadataContent!.length,
      });
    }
    this.#metadataContent = null;
    this.#skip(0, 'header');
  }

  #openOldSparse(header: TarHeader, path: string, block: Uint8Array): void {
    const realSize = readNumber(block, OLD_GNU_HEADER.realSize, 12);
    const regions = readOldGnuRegions(block, OLD_GNU_HEADER.offset, OLD_GNU_HEADER.count);
    const known = realSize >= 0 && realSize <= Number.MAX_SAFE_INTEGER;
    this.#sparse = sparseEntry(header, path, known ? realSize : header.size, known ? regions : null);
    if (block[OLD_GNU_HEADER.extended] !== 0) this.#phase = 'sparse-extension';
    else this.#openSparseFile();
  }

  #readSparseExtension(block: Uint8Array): void {
    const sparse = this.#sparse!;
    const more = readOldGnuRegions(block, OLD_GNU_EXTENSION.offset, OLD_GNU_EXTENSION.count);
    if (more === null || (sparse.regions?.length ?? 0) > MAX_SPARSE_REGIONS) sparse.regions = null;
    else sparse.regions?.push(...more);
    if (block[OLD_GNU_EXTENSION.extended] === 0) this.#openSparseFile();
  }

  #readSparseMap(block: Uint8Array): void {
    const sparse = this.#sparse!;
    sparse.storedSize -= BLOCK_SIZE;
    const regions = sparse.storedSize < 0 ? 'invalid' : sparse.text.push(block);
    if (regions === 'more') return;
    sparse.regions = regions === 'invalid' ? null : [...regions];
    this.#openSparseFile();
  }

  #openSparseFile(): void {
    const { header, path, realSize, regions, storedSize } = this.#sparse!;
    this.#sparse = null;
    const stored = Math.max(storedSize, 0);
    const map = regions === null ? null : { regions, realSize };
    if (map !== null && sparseMapFits(map, stored)) {
      this.#openEntry(header, path, '', map, stored);
      return;
    }
    this.#issue('docker/tar-sparse-invalid', `${quoted(path)}: the map of a sparse file is malformed`, {
      offset: this.#offset,
    });
    this.#openEntry(header, path, '', { regions: [], realSize: Math.max(realSize, 0) }, stored);
  }

  /** Lists an entry and gets ready for its content, of which `stored` bytes follow. */
  #openEntry(
    header: TarHeader,
    path: string,
    linkTarget: string,
    sparse: SparseMap | null,
    stored: number,
  ): void {
    const type = entryTypes[header.typeFlag] ?? 'file';
    const isFile = type === 'file';
    const isLink = type === 'symlink' || type === 'hardlink';
    const index = this.#list.add({
      path,
      type,
      size: isFile ? (sparse?.realSize ?? stored) : 0,
      mode: header.mode,
      uid: header.uid,
      gid: header.gid,
      mtime: header.mtime,
      linkTarget: isLink ? linkTarget : null,
      sha256: null,
    });
    if (index < 0) this.#reachLimit();
    const mapIsLost = sparse !== null && sparse.regions.length === 0 && stored > 0;
    const content = isFile && index >= 0 && !mapIsLost ? this.#list.openContent(index, sparse, stored) : null;
    this.#open = { index, path, storedSize: stored, content };
    // Go's archive/tar, which the daemon reads with, takes no content for other types whatever their size says.
    this.#remaining = isFile || header.typeFlag === 'D' ? stored : 0;
    this.#phase = 'content';
    if (this.#remaining === 0) this.#closeEntry();
  }

  #reachLimit(): void {
    if (this.#limitReached) return;
    this.#limitReached = true;
    this.#issue('docker/tar-limit', `only the first ${this.entries.length} entries are listed`, {
      offset: this.#offset,
    });
  }

  #closeEntry(): void {
    const open = this.#open;
    this.#open = null;
    if (open?.content) this.#list.closeContent(open.index, open.content);
    this.#skip(0, 'header');
  }

  #loseContent(missing: number): void {
    const open = this.#open;
    if (open === null) return;
    open.content?.gap(missing);
    this.#issue('docker/tar-content-missing', `${quoted(open.path)}: ${missing} bytes are missing`, {
      offset: this.#offset,
      required: open.storedSize,
      actual: open.storedSize - missing,
    });
  }

  /** `missing` bytes hold the rest of a header and maybe whole entries: go on at the next header. */
  #loseHeaders(missing: number): void {
    const from = this.#offset;
    this.#offset += this.#filled + missing;
    this.#filled = 0;
    this.#sparse = null;
    this.#metadataContent = null;
    if (this.#phase !== 'seek') this.#startSeek(from, 'docker/tar-gap');
    this.#skip(0, 'seek');
  }

  #startSeek(from: number, code: ArchiveIssueCode): void {
    this.#metadata.forget();
    this.#seekFrom = from;
    this.#seekCode = code;
    this.#phase = 'seek';
  }

  /**
   * Only a checksum together with the magic is taken for a header here. A tar inside the tar may be taken for
   * entries of the outer one: nothing on the wire tells them apart.
   */
  #seek(block: Uint8Array, start: number): void {
    if (!hasMagic(block) || !checksumMatches(block)) return;
    this.#seekIssue(start);
    this.#phase = 'header';
    this.#readHeader(block, start);
  }

  #seekIssue(found: number): void {
    const skipped = found - this.#seekFrom;
    this.#issue(this.#seekCode, `${skipped} bytes before the next header could not be read`, {
      offset: this.#seekFrom,
      actual: skipped,
    });
  }

  #endSeek(): void {
    if (!this.recognised) return;
    const length = this.#offset + this.#filled - this.#seekFrom;
    const what =
      this.#seekCode === 'docker/tar-data-after-end' ? 'follow the end of the archive' : 'are no entries';
    this.#issue(this.#seekCode, `${length} bytes to the end of the body ${what}`, {
      offset: this.#seekFrom,
      actual: length,
    });
  }

  /** Writers that fill up to some size of their own may end inside a block of zeros. */
  #endBehindMarker(): void {
    if (this.#block.subarray(0, this.#filled).every((byte) => byte === 0)) return;
    this.#issue('docker/tar-data-after-end', `${this.#filled} bytes follow the end of the archive`, {
      offset: this.#offset,
      actual: this.#filled,
    });
  }

  #endInContent(): void {
    const open = this.#open;
    if (open === null) {
      this.#issue('docker/tar-truncated', 'the archive ends inside the padding of an entry', {
        offset: this.#offset,
      });
      return;
    }
    this.#issue('docker/tar-truncated', `the archive ends inside ${quoted(open.path)}`, {
      offset: this.#offset,
      required: open.storedSize,
      actual: open.storedSize - this.#remaining,
    });
  }

  #issue(
    code: ArchiveIssueCode,
    message: string,
    where: { readonly offset?: number; readonly required?: number; readonly actual?: number } = {},
  ): void {
    this.#issues.add(code, message, this.#at, where);
  }
}

/** Flags of POSIX and GNU; what is not here is a file, as POSIX asks of unknown flags. */
const entryTypes: Readonly<Record<string, ArchiveEntry['type']>> = {
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'char',
  '4': 'block',
  '5': 'directory',
  '6': 'fifo',
  // GNU's incremental directory; its content lists names.
  D: 'directory',
};

function sparseEntry(
  header: TarHeader,
  path: string,
  realSize: number,
  regions: SparseRegion[] | null,
): OpenSparse {
  return { header, path, realSize, regions, storedSize: header.size, text: new SparseMapText() };
}

/** Without a leading `./` and without the slash that ends a directory's name; `.` for the root. */
function entryPath(path: string): string {
  if (!path.startsWith('.') && !path.endsWith('/')) return path;
  const stripped = path.replace(/^(\.\/+)+/, '').replace(/(?<=[^/])\/+$/, '');
  return stripped === '' && path !== '' ? '.' : stripped;
}
