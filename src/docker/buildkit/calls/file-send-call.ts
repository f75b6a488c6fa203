import { createHash, type Hash } from 'node:crypto';
import type { Timestamp } from '../../../layer/origin.ts';
import type { BuildOutput } from '../../../model/buildkit.ts';
import type { DockerFacts } from '../../../model/docker-facts.ts';
import { ArchiveReader } from '../../archive/archive-reader.ts';
import { entryOptions } from '../../exchange-options.ts';
import type { MessageSide } from '../../exchange-tap.ts';
import { readBytesMessage } from '../../grpc/bytes-message.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import { FileTransfer } from '../file-transfer.ts';
import type { GrpcCall, GrpcStatus } from '../grpc-call-reader.ts';
import { SessionCall } from './session-call.ts';

/** `bytes data = 1`: the message is a piece of a file, and not one of fsutil's packets. */
const DATA_TAG = 0x0a;

/**
 * `FileSend/DiffCopy`: the daemon sends what was built. A directory comes as fsutil has it, a tar (an image
 * in one, too) in pieces (BuildKit, session/filesync).
 */
export class FileSendCall extends SessionCall {
  readonly #files: FileTransfer;
  readonly #archive: ArchiveReader;
  readonly #digest: Hash | null;
  #format: BuildOutput['format'] | null = null;
  #bytes = 0;
  #whole = true;
  #sha256: string | null = null;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call, book);
    const options = entryOptions({ hash: book.hash, tap: call.tap ?? null }, 'request');
    this.#files = new FileTransfer({ ...options, keep: () => false });
    this.#archive = new ArchiveReader({ ...options, encoding: null });
    this.#digest = book.hash ? createHash('sha256') : null;
    this.session?.add(this.session.outputs, this);
  }

  override requestMessage(bytes: Uint8Array, at: Timestamp): void {
    if (bytes.length === 0) return;
    this.#format ??= bytes[0] === DATA_TAG ? 'tar' : 'directory';
    if (this.#format === 'directory') {
      this.#files.sender(bytes);
      return;
    }
    const data = readBytesMessage(bytes);
    this.#bytes += data.length;
    this.#digest?.update(data);
    this.#archive.push(data, at);
  }

  override responseMessage(bytes: Uint8Array, _at: Timestamp): void {
    if (this.#format === 'directory') this.#files.receiver(bytes);
  }

  override gap(side: MessageSide, at: Timestamp): void {
    if (side !== 'request') return;
    this.#whole = false;
    this.#files.gap();
    // How much is missing nobody knows: the reader looks for the next header.
    this.#archive.gap(1, at);
  }

  override end(at: Timestamp, status: GrpcStatus | null): void {
    const complete = this.#whole && status?.code === 0;
    if (this.#format === 'tar') this.#archive.end(at, complete);
    if (complete && this.#format === 'tar') this.#sha256 = this.#digest?.digest('hex') ?? null;
  }

  override get done(): boolean {
    return this.#files.complete;
  }

  override get summary(): string {
    if (this.#format === null) return 'receive output';
    const { entries } = this.output;
    const files = entries.filter(({ type }) => type === 'file').length;
    const count = files === 1 ? '1 file' : `${files} files`;
    return this.#format === 'tar' ? `receive output as tar (${count})` : `receive output (${count})`;
  }

  override get facts(): Partial<DockerFacts> {
    if (this.#format === null) return {};
    if (this.#format === 'directory') return { archive: this.#files.archive };
    const { compression, bytes, fileBytes, entries } = this.#archive;
    return { archive: { stat: null, compression, bytes, fileBytes, entries: entries.slice() } };
  }

  get output(): BuildOutput {
    const { exchange, at } = this.call;
    const isDirectory = this.#format === 'directory';
    const isArchive = !isDirectory && this.#archive.entries.length > 0;
    return {
      exchange,
      format: isDirectory ? 'directory' : isArchive ? 'tar' : 'bytes',
      bytes: isDirectory ? this.#files.sentBytes : this.#bytes,
      sha256: this.#sha256,
      entries: (isDirectory ? this.#files : this.#archive).entries.slice(),
      time: at,
    };
  }
}
