import type { Timestamp } from '../../../layer/origin.ts';
import { decodeMessage } from '../../protobuf/decode-message.ts';
import type { BuildRecord } from '../build-record.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import type { GrpcCall, GrpcStatus } from '../grpc-call-reader.ts';
import { statusRequest } from '../messages/control.ts';
import { PlainCall } from './plain-call.ts';

/** `Control/Status`: how a build goes, until it is over. */
export class StatusCall extends PlainCall {
  readonly #book: BuildKitBook;
  #build: BuildRecord | null = null;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call);
    this.#book = book;
  }

  override requestMessage(bytes: Uint8Array, at: Timestamp): void {
    super.requestMessage(bytes, at);
    const { ref } = decodeMessage(bytes, statusRequest);
    if (ref === '') return;
    this.#build = this.#book.build(ref);
    this.#build.exchanges.status = this.call.exchange;
    this.#build.statusOpen = true;
  }

  override responseMessage(bytes: Uint8Array, at: Timestamp): void {
    super.responseMessage(bytes, at);
    this.#build?.graph.add(bytes, at);
  }

  override end(_at: Timestamp, _status: GrpcStatus | null): void {
    if (this.#build !== null) this.#build.statusOpen = false;
  }
}
