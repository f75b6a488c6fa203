import type { BuildKitSession } from '../../../model/buildkit.ts';
import type { DockerFacts } from '../../../model/docker-facts.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import type { GrpcCall } from '../grpc-call-reader.ts';
import { readSession } from '../session-record.ts';
import { PlainCall } from './plain-call.ts';

/** `Control/Session`: opens a session where there is no dockerd to hand a connection over. */
export class OpenedSessionCall extends PlainCall {
  readonly #book: BuildKitBook;
  readonly #session: BuildKitSession | null;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call);
    this.#book = book;
    this.#session = readSession(call.metadata);
    if (this.#session !== null) book.session(this.#session.id).open(this.#session, call.exchange);
  }

  override end(): void {
    if (this.#session !== null) this.#book.sessionOver(this.#session.id);
  }

  /** The messages are another connection's bytes. */
  override requestMessage(): void {}

  override responseMessage(): void {}

  override get facts(): Partial<DockerFacts> {
    return { session: this.#session };
  }
}
