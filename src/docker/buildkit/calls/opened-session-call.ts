import type { DockerFacts } from '../../../model/docker-facts.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import type { GrpcCall } from '../grpc-call-reader.ts';
import { readSession } from '../session-record.ts';
import { PlainCall } from './plain-call.ts';

/** `Control/Session`: opens a session where there is no dockerd to hand a connection over. */
export class OpenedSessionCall extends PlainCall {
  readonly #facts: Partial<DockerFacts>;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call);
    const session = readSession(call.metadata);
    if (session !== null) book.session(session.id).open(session, call.exchange);
    this.#facts = { session };
  }

  /** The messages are another connection's bytes. */
  override requestMessage(): void {}

  override responseMessage(): void {}

  override get facts(): Partial<DockerFacts> {
    return this.#facts;
  }
}
