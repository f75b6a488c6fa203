import type { BuildKitBook } from '../../src/docker/buildkit/buildkit-book.ts';
import { createCallReader } from '../../src/docker/buildkit/create-call-reader.ts';
import type { GrpcCall, GrpcCallReader, GrpcStatus } from '../../src/docker/buildkit/grpc-call-reader.ts';

export const CALL_TIME = 1_795_509_792_000_000;

export const OK: GrpcStatus = { code: 0, message: '', details: null };

/** What a call is, besides its method. */
export interface CallFields {
  readonly metadata?: GrpcCall['metadata'];
  readonly exchange?: number;
  /** The session whose `POST /session` carries it; a call of a client without. */
  readonly session?: string;
}

/** The reader of a call that has begun. */
export function openCall(book: BuildKitBook, method: string, fields: CallFields = {}): GrpcCallReader {
  const { metadata = [], exchange = 1, session } = fields;
  const headers = session === undefined ? [] : ([['X-Docker-Expose-Session-Uuid', session]] as const);
  const carrier = { exchange: 90, operation: session === undefined ? 'Grpc' : 'Session', headers };
  const caller = session === undefined ? 'client' : 'daemon';
  return createCallReader(
    { method, metadata, exchange, connection: 1, caller, carrier, at: CALL_TIME },
    book,
  );
}

/** A call of one request and one answer that has ended well, or as `status` says. */
export function madeCall(
  book: BuildKitBook,
  method: string,
  messages: {
    readonly request?: Uint8Array;
    readonly response?: Uint8Array;
    readonly status?: GrpcStatus | null;
  },
  fields: CallFields = {},
): GrpcCallReader {
  const reader = openCall(book, method, fields);
  if (messages.request !== undefined) reader.requestMessage(messages.request, CALL_TIME);
  if (messages.response !== undefined) reader.responseMessage(messages.response, CALL_TIME + 1000);
  reader.end(CALL_TIME + 2000, messages.status === undefined ? OK : messages.status);
  return reader;
}
