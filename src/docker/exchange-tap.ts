import type { WirePart } from '../http/events.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { ArchiveEntry } from '../model/archive-entry.ts';

/** The message that a body belongs to. */
export type MessageSide = 'request' | 'response';

/** What bytes are that are told as they were sent: a part of a message, or what came after a hijack. */
export type SentPart = WirePart | 'stream';

/**
 * Takes the bytes of one exchange as they pass, for whoever writes them out: the store keeps no large
 * body, so a file in a context is had by reading the capture again with a tap on its exchange. Bytes are
 * views, valid during the call.
 */
export interface ExchangeTap {
  /** Body bytes after transfer coding, before content coding. */
  body(side: MessageSide, bytes: Uint8Array): void;
  /** Docker's streams, of a hijack or a body. */
  stream(name: 'stdin' | 'stdout' | 'stderr' | 'raw', bytes: Uint8Array, at: Timestamp): void;
  /** An entry of the body's tar begins; its content follows until the next entry. */
  entry(side: MessageSide, entry: ArchiveEntry, index: number): void;
  /** `offset` in the file; sparse files and gaps leave bytes out. */
  content(side: MessageSide, index: number, bytes: Uint8Array, offset: number): void;
  /** All of the content has been handed out; not said where some of it is missing. */
  contentEnd(side: MessageSide, index: number): void;
  /**
   * Bytes as they were sent, where the pipeline was asked for them: of messages, and after a hijack (`stream`)
   * all that the client (`request`) and the daemon sent.
   */
  wire?(side: MessageSide, part: SentPart, bytes: Uint8Array, at: Timestamp): void;
  /** Bytes that are missing there; 0 where nobody knows how many. */
  wireGap?(side: MessageSide, missing: number, at: Timestamp): void;
}
