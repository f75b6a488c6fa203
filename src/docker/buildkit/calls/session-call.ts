import type { BuildKitBook } from '../buildkit-book.ts';
import type { GrpcCall } from '../grpc-call-reader.ts';
import { readSession, type SessionRecord } from '../session-record.ts';
import { PlainCall } from './plain-call.ts';

/** A call of the daemon over a session, which is known by the exchange that carries it. */
export abstract class SessionCall extends PlainCall {
  protected readonly session: SessionRecord | null;
  protected readonly hash: boolean;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call);
    this.hash = book.hash;
    const opened = readSession(call.carrier?.headers ?? []);
    if (opened !== null) this.session = book.session(opened.id);
    else this.session = call.caller === 'daemon' ? book.unnamedSession(call.connection) : null;
  }
}
