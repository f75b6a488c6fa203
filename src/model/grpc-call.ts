import type { Secret } from './secret.ts';

/** One gRPC call: an exchange of its own on an HTTP/2 connection. */
export interface GrpcFacts {
  /** Full name of the method: `moby.buildkit.v1.Control/Solve`. */
  readonly method: string;
  /** Who calls. On a BuildKit session it is the daemon, over the connection that the client opened. */
  readonly caller: 'client' | 'daemon';
  /** The exchange that the connection was handed over by (`POST /session`); null for HTTP/2 from the start. */
  readonly carrier: number | null;
  readonly request: GrpcMessages;
  readonly response: GrpcMessages;
  /** Null while the call goes on, and where its end was not captured. */
  readonly status: GrpcStatusFacts | null;
}

/** Whole messages of one side that could be read, and their bytes without compression. */
export interface GrpcMessages {
  readonly messages: number;
  readonly bytes: number;
  /** The first of them, decoded, bounded. */
  readonly content: readonly MessageValue[];
}

export interface GrpcStatusFacts {
  readonly code: number;
  /** `OK`, `NOT_FOUND`, …; the number where it has no name. */
  readonly name: string;
  /** As sent, decoded; never print it raw. */
  readonly message: string;
}

/**
 * A decoded message. A field that its definition does not name has its number for a name; bytes are text
 * where they are text, and otherwise in base64.
 */
export type MessageValue =
  | null
  | boolean
  | number
  | string
  | Secret
  | readonly MessageValue[]
  | { readonly [field: string]: MessageValue };
