/** How a capture stands: what its screens say of it as a whole. */
export interface CaptureStatus {
  /** File name, interfaces and ports, or addresses: what a person would call the source. */
  readonly source: string;
  /** `reading`: a file, not yet at its end. `live`: packets keep coming. `failed`: see `message`. */
  readonly state: 'reading' | 'live' | 'ended' | 'failed';
  /** How much of a file was read, 0 to 1; null where its size is not known. */
  readonly progress: number | null;
  /** All that are kept, whatever the filter. */
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
  /** Connections that are encrypted, so that no call of theirs can be read. */
  readonly encrypted: number;
  /** What is worth knowing of the capture as a whole, most important first; one short sentence each. */
  readonly findings: readonly string[];
  /** Why it failed, or ended early; one line. */
  readonly message: string | null;
  /** Bytes of memory that the reading process takes; null where nobody measured. */
  readonly memory: number | null;
}
