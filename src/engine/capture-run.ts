import type { CaptureDecoder } from './capture-decoder.ts';

/** A capture that is being read, from whichever source. */
export interface CaptureRun {
  /** What a person would call it, for the header. */
  readonly source: string;
  /** `live`: packets keep coming. */
  readonly state: 'reading' | 'live';
  /** Why this engine captures, for `--debug`; null where there is none. */
  readonly reason: string | null;
  /** Folder of a capture file without a name, which is removed at the end; null where there is none. */
  readonly privateFolder: string | null;
  /** File that holds all of it, as far as it was captured; null where it cannot be read a second time. */
  path(): string | null;
  readonly decoder: CaptureDecoder;
  /** Reads on; a step after each piece, and a few times a second where nothing comes. */
  steps(): AsyncGenerator<void>;
  /** Ends it early: what is there already is still read. */
  stop(): void;
  /** Packets lost so far; null where nobody counted. */
  drops(): number | null;
  /** Why it ended by itself, in one line; null where that was asked for. */
  message(): string | null;
  /** Nobody wants to know more: removes what is not to stay. */
  close(): void;
}
