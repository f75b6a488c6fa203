import type { Timestamp } from '../../../layer/origin.ts';
import type { BuildContext } from '../../../model/build.ts';
import { ContextReader } from '../../build/context.ts';
import type { MessageSide } from '../../exchange-tap.ts';
import { readBytesMessage } from '../../grpc/bytes-message.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import type { GrpcCall, GrpcStatus } from '../grpc-call-reader.ts';
import type { UploadSource } from '../session-record.ts';
import { SessionCall } from './session-call.ts';

/** `Upload/Pull`: the context is a tar on the client's standard input. */
export class UploadCall extends SessionCall implements UploadSource {
  readonly #reader: ContextReader;
  #whole = true;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call, book);
    this.#reader = new ContextReader('', { encoding: null, hash: book.hash, secrets: book.secrets });
    if (this.session !== null) this.session.upload = this;
  }

  override requestMessage(_bytes: Uint8Array, _at: Timestamp): void {}

  override responseMessage(bytes: Uint8Array, at: Timestamp): void {
    this.#reader.push(readBytesMessage(bytes), at);
  }

  override gap(side: MessageSide, at: Timestamp): void {
    if (side !== 'response') return;
    this.#whole = false;
    this.#reader.gap(1, at);
  }

  override end(at: Timestamp, status: GrpcStatus | null): void {
    this.#reader.end(at, this.#whole && status?.code === 0);
  }

  get context(): BuildContext {
    const context = this.#reader.context(null);
    return { ...context, entries: context.entries.slice() };
  }

  get dockerfile(): string | null {
    return this.#reader.dockerfile;
  }
}
