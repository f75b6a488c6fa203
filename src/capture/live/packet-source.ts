/** What is to be captured, and where. */
export interface LiveTarget {
  /** Names; empty for the default of this system. */
  readonly interfaces: readonly string[];
  /** The whole filter, in tcpdump's language. */
  readonly filter: string;
  /** Longest packet that is kept whole, in bytes. */
  readonly snapLength: number;
  /** Packets after which it ends; null for no end. */
  readonly count: number | null;
  /** A process in whose network namespace to capture; null for our own. */
  readonly namespaceOf: number | null;
}

/** Whoever captures: it fills a recording with packets until it is stopped. */
export interface PacketSource {
  readonly engine: CaptureEngine;
  /** Process id of the capturing program; null where it is this process. */
  readonly pid: number | null;
  /** Stops capturing; what was captured until now is still written. */
  stop(): void;
  /** Resolves when nothing more is written: null where that was expected, otherwise why, in one line. */
  readonly ended: Promise<string | null>;
  /** Packets lost by the system or the interface so far; null where nobody counts. */
  drops(): number | null;
  /** Asks the capturing program for its counts, where that is how they are told. */
  refreshDrops(): void;
}

export type CaptureEngine = 'tcpdump' | 'dumpcap' | 'cap';

/**
 * The longest IP packet (65,535 bytes) behind the longest link-layer header there is here. tcpdump's own
 * default of 262,144 makes each slot of the kernel's ring four times as large, so that packets of a fast
 * upload found no slot in it.
 */
export const WHOLE_PACKETS = 65_600;

/** The kernel's ring, in KiB: half a second of a fast upload. libpcap's default of 2 MiB holds 16 packets. */
export const RING_KIB = 65_536;
