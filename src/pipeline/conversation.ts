import type { Direction, Timestamp } from '../layer/origin.ts';
import type { StreamEvent } from '../layer/stream-event.ts';
import type { ConnectionProtocol, TlsFacts } from '../model/connection.ts';

export type ConnectionOpen = Extract<StreamEvent, { kind: 'connection-open' }>;
export type ConnectionEnd = Extract<StreamEvent, { kind: 'connection-close' }>;

/** What is spoken on a connection right now; a protocol switch puts another one in its place. */
export interface Conversation {
  readonly protocol: ConnectionProtocol;
  /** Of the one that speaks TLS. */
  readonly tls?: TlsFacts;
  push(direction: Direction, bytes: Uint8Array, at: Timestamp): void;
  gap(direction: Direction, missing: number, at: Timestamp): void;
  end(direction: Direction, at: Timestamp): void;
  close(how: ConnectionEnd['how'], at: Timestamp): void;
}

/** For bytes that nobody here can read: they are counted by TCP, and that is all. */
export function opaque(protocol: ConnectionProtocol): Conversation {
  const ignore = (): void => {};
  return { protocol, push: ignore, gap: ignore, end: ignore, close: ignore };
}
