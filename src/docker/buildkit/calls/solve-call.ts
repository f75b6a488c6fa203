import type { Timestamp } from '../../../layer/origin.ts';
import type { DockerFacts } from '../../../model/docker-facts.ts';
import { decodeMessage } from '../../protobuf/decode-message.ts';
import type { BuildRecord } from '../build-record.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import { readErrorDetails } from '../error-details.ts';
import { exitCodeIn } from '../exit-code.ts';
import type { GrpcCall, GrpcStatus } from '../grpc-call-reader.ts';
import { solveRequest, solveResponse } from '../messages/control.ts';
import { PlainCall } from './plain-call.ts';

/** `Control/Solve`: the exchange that a build by buildx is told in. */
export class SolveCall extends PlainCall {
  readonly #book: BuildKitBook;
  #build: BuildRecord | null = null;
  /** Its request was captured, or is known to be missing. */
  #asked = false;
  #ended = false;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call);
    this.#book = book;
  }

  override requestMessage(bytes: Uint8Array, at: Timestamp): void {
    super.requestMessage(bytes, at);
    const request = decodeMessage(bytes, solveRequest);
    this.#asked = true;
    if (request.ref === '') return;
    this.#build = this.#book.build(request.ref);
    this.#build.exchanges.solve = this.call.exchange;
    if (request.session !== '') this.#build.session = this.#book.session(request.session);
    this.#build.solve(request);
  }

  override responseMessage(bytes: Uint8Array, at: Timestamp): void {
    super.responseMessage(bytes, at);
    if (!this.#asked) {
      this.#asked = true;
      this.#build = this.#book.unnamedBuild(this.call.connection);
      this.#build.exchanges.solve = this.call.exchange;
    }
    this.#build?.solved(decodeMessage(bytes, solveResponse).exporterResponse);
  }

  override end(_at: Timestamp, status: GrpcStatus | null): void {
    this.#ended = true;
    if (this.#build === null) return;
    this.#build.interrupted = status === null;
    if (status !== null && status.code !== 0) {
      const { exitCode, source } = readErrorDetails(status.details);
      this.#build.error = { code: exitCode ?? exitCodeIn(status.message), message: status.message };
      this.#build.errorSource = source;
    }
    this.#book.done(this.#build);
  }

  /** Its status may end after it, and tells how the last steps went. */
  override get awaitsMore(): boolean {
    return this.#ended && this.#build?.isBuild === true && this.#build.statusOpen;
  }

  override get summary(): string {
    if (this.#build === null) return super.summary;
    if (!this.#build.isBuild) return 'solve nothing, to see what the builder can do';
    if (this.#build.ref === null) return 'build, of which the beginning was not captured';
    return `build ${this.#build.tags.join(' ') || '(no tag)'}`;
  }

  override get facts(): Partial<DockerFacts> {
    if (!this.#build?.isBuild) return {};
    const { ref, graph } = this.#build;
    // Of one that was joined in its middle the first steps may be older than what was captured.
    const start = ref === null ? Math.min(this.call.at, graph.start ?? this.call.at) : this.call.at;
    return { build: this.#build.build(start) };
  }
}
