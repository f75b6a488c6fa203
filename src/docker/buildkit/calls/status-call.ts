import type { Timestamp } from '../../../layer/origin.ts';
import type { DockerFacts } from '../../../model/docker-facts.ts';
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
    this.#build ??= this.#unnamed();
    this.#build.graph.add(bytes, at);
  }

  override end(_at: Timestamp, _status: GrpcStatus | null): void {
    if (this.#build === null) return;
    this.#build.statusOpen = false;
    if (this.#build.isUnasked) this.#book.done(this.#build);
  }

  override get summary(): string {
    return this.#build?.isUnasked ? 'build, of which the beginning was not captured' : super.summary;
  }

  override get facts(): Partial<DockerFacts> {
    const build = this.#build;
    if (!build?.isUnasked) return {};
    // Its first steps may be older than what was captured.
    return { build: build.build(Math.min(this.call.at, build.graph.start ?? this.call.at)) };
  }

  #unnamed(): BuildRecord {
    const build = this.#book.unnamedBuild(this.call.connection);
    build.exchanges.status = this.call.exchange;
    build.statusOpen = true;
    return build;
  }
}
