import type { HeaderList } from '../../../http/events.ts';
import { UNKNOWN } from '../../../http/unknown-field.ts';
import type { Timestamp } from '../../../layer/origin.ts';
import type { ArchiveEntry } from '../../../model/archive-entry.ts';
import type { SentDirectory } from '../../../model/buildkit.ts';
import type { DockerFacts } from '../../../model/docker-facts.ts';
import { entryOptions } from '../../exchange-options.ts';
import type { MessageSide } from '../../exchange-tap.ts';
import { oneLine } from '../../operations/one-line.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import { FileTransfer } from '../file-transfer.ts';
import type { GrpcCall } from '../grpc-call-reader.ts';
import type { DirectorySource } from '../session-record.ts';
import { SessionCall } from './session-call.ts';

/** Patterns that are kept of one call, and characters of each. */
const MAX_PATTERNS = 1000;
const MAX_PATTERN = 4096;

/** `FileSync/DiffCopy`: the daemon asks for a directory of the client. */
export class FileSyncCall extends SessionCall implements DirectorySource {
  readonly #asked: Pick<SentDirectory, 'name' | 'includePatterns' | 'excludePatterns' | 'followPaths'>;
  readonly #files: FileTransfer;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call, book);
    this.#asked = {
      name: metadata(call.metadata, 'dir-name')[0] ?? (isPartlyUnknown(call.metadata) ? UNKNOWN : ''),
      includePatterns: metadata(call.metadata, 'include-patterns'),
      excludePatterns: metadata(call.metadata, 'exclude-patterns'),
      followPaths: metadata(call.metadata, 'followpaths'),
    };
    // A directory of that name holds the Dockerfile and little else; it may have any name.
    const all = this.#asked.name === 'dockerfile';
    this.#files = new FileTransfer({
      ...entryOptions({ hash: book.hash, tap: call.tap ?? null }, 'response'),
      secrets: book.secrets,
      keep: (path) => all || path.toLowerCase().includes('dockerfile'),
    });
    this.session?.add(this.session.directories, this);
  }

  override requestMessage(bytes: Uint8Array, _at: Timestamp): void {
    this.#files.receiver(bytes);
  }

  override responseMessage(bytes: Uint8Array, _at: Timestamp): void {
    this.#files.sender(bytes);
  }

  override gap(side: MessageSide): void {
    if (side === 'response') this.#files.gap();
  }

  override get done(): boolean {
    return this.#files.complete;
  }

  override get summary(): string {
    const { sentFiles, listedFiles } = this.#files;
    const count = listedFiles === 0 ? 'no files' : `${sentFiles} of ${countOf(listedFiles)}`;
    return oneLine(`send ${this.#asked.name || 'files'} (${count})`);
  }

  override get facts(): Partial<DockerFacts> {
    return { archive: this.#files.archive };
  }

  get directory(): SentDirectory {
    const { listedFiles, listedBytes, sentFiles, sentBytes, complete } = this.#files;
    const { exchange } = this.call;
    const counts = { listedFiles, listedBytes, sentFiles, sentBytes, complete };
    return { ...this.#asked, exchange, differ: null, ...counts };
  }

  get entries(): readonly ArchiveEntry[] {
    return this.#files.entries;
  }

  get kept(): ReadonlyMap<string, Uint8Array> {
    return this.#files.kept;
  }
}

/** The field may be among those that refer to what was not captured. */
function isPartlyUnknown(fields: HeaderList): boolean {
  return fields.some(([name]) => name === UNKNOWN);
}

function countOf(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}

/**
 * Values of one name. Where one of them is not ASCII all are escaped as in a query, and a second field says
 * so (BuildKit, session/filesync/filesync.go).
 */
function metadata(headers: HeaderList, name: string): readonly string[] {
  const values = (wanted: string) =>
    headers.filter(([found]) => found === wanted).map(([, value]) => value.slice(0, MAX_PATTERN));
  const found = values(name).slice(0, MAX_PATTERNS);
  return values(`${name}-encoded`)[0] === '1' ? found.map(unescaped) : found;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
