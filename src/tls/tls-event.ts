import type { Issue } from '../layer/issue.ts';
import type { Direction, Timestamp } from '../layer/origin.ts';
import type { Alert } from './alert.ts';
import type { ClientHello } from './client-hello.ts';
import type { ServerHello } from './server-hello.ts';

interface Seen {
  readonly direction: Direction;
  readonly at: Timestamp;
}

export type TlsEvent =
  | ({ readonly kind: 'client-hello' } & Seen & ClientHello)
  | ({ readonly kind: 'server-hello' } & Seen & ServerHello)
  | ({ readonly kind: 'alert' } & Seen & Alert)
  /** A side gave up the handshake with an alert that only a key could read (TLS 1.3). */
  | ({ readonly kind: 'encrypted-refusal' } & Seen)
  | ({
      /** Once for each direction when it ends: what it carried that only a key could read. */
      readonly kind: 'application-data';
      readonly records: number;
      /** Payload of those records, with what encryption added. */
      readonly bytes: number;
    } & Seen)
  | ({
      /** A side that does not speak TLS on this connection, with its bytes from there on. */
      readonly kind: 'not-tls';
      readonly bytes: Uint8Array;
    } & Seen)
  | Issue;
