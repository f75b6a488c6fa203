import type { Exchange } from '../../model/exchange.ts';
import type { ExchangeRow } from './exchange-row.ts';

/**
 * What a screen knows of a capture. The screen is a client: the capture may be read in this process or in
 * another one, so rows may be there or still on their way, and details are asked for by id.
 */
export interface Engine {
  /** The newest known; a new object whenever something in it changed. */
  status(): CaptureStatus;
  /**
   * Rows `start` to `end` (exclusive) in order of the request's first byte; null for a row that is not here
   * yet, which is asked for and announced when it has come.
   */
  rows(start: number, end: number): readonly (ExchangeRow | null)[];
  /** The whole exchange, as it is now; null for one that does not exist or was let go. */
  exchange(id: number): Promise<Exchange | null>;
  /** Calls `changed` after rows or the status changed, merged to a few times a second; gives its end. */
  subscribe(changed: () => void): () => void;
}

export interface CaptureStatus {
  /** File name, interfaces and ports, or addresses: what a person would call the source. */
  readonly source: string;
  /** `reading`: a file, not yet at its end. `live`: packets keep coming. `failed`: see `message`. */
  readonly state: 'reading' | 'live' | 'ended' | 'failed';
  /** How much of a file was read, 0 to 1; null where its size is not known. */
  readonly progress: number | null;
  readonly exchanges: number;
  /** Null until they were counted. */
  readonly packets: number | null;
  /** Packets that the capture lost; null where nobody counted them. */
  readonly dropped: number | null;
  /** Packets that are no TCP over IP, or too damaged to tell. */
  readonly undecoded: number;
  /** Bytes of exchanges that were not captured. */
  readonly missingBytes: number;
  /** Issues that belong to no exchange: of the file, of packets, of connections. */
  readonly issues: number;
  /** What is worth knowing of the capture as a whole, most important first; one short sentence each. */
  readonly findings: readonly string[];
  /** Why it failed, or ended early; one line. */
  readonly message: string | null;
}
