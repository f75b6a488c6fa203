import type { Timestamp } from '../layer/origin.ts';

/**
 * Takes the bytes that an exchange carries from side to side for another connection: standard input and
 * output of `buildctl dial-stdio`, or the messages of a `Control/Session` call. Views, valid during the call.
 */
export interface CarriedBytes {
  push(side: 'client' | 'server', bytes: Uint8Array, at: Timestamp): void;
  /** 0 where it is not known how many are missing. */
  gap(side: 'client' | 'server', missing: number, at: Timestamp): void;
}
