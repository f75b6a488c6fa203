import type { Timestamp } from '../layer/origin.ts';

/** Where packets come from, known before the first exchange. */
export interface Capture {
  /** Path as the user gave it, `-` for standard input, null for a live capture that writes no named file. */
  readonly file: string | null;
  /** `pcap`, `pcapng`, `live`, `proxy`. */
  readonly format: string;
  /** The program and the system that recorded it, as it says itself; not safe to print. */
  readonly application: string | null;
  readonly os: string | null;
  readonly interfaces: readonly CapturedInterface[];
  /** Time of the first packet; null where there is none. */
  readonly start: Timestamp | null;
}

export interface CapturedInterface {
  readonly name: string | null;
  /** LINKTYPE_ value, https://www.tcpdump.org/linktypes.html */
  readonly linkType: number;
  /** Longest packet that is kept whole, in bytes; 0 means no limit. */
  readonly snapLength: number;
  /** Capture filter, in tcpdump's language. */
  readonly filter: string | null;
}

/** What was seen in all, known when the capture is over. */
export interface CaptureSummary {
  readonly packets: number;
  /** Bytes captured, link-layer headers included. */
  readonly bytes: number;
  readonly connections: number;
  readonly exchanges: number;
  /** Exchanges that were refused, or that Docker could not do. */
  readonly failed: number;
  /** Holes in exchanges, and the bytes missing in them. */
  readonly gaps: number;
  readonly missingBytes: number;
  /** Packets that the capturing program lost; null where the capture does not say. */
  readonly drops: number | null;
  /** Packets of link types that are not decoded: name or number to count. */
  readonly unknownLinkTypes: Readonly<Record<string, number>>;
  /** Packets that are no TCP over IP, or too damaged to tell. */
  readonly undecodedPackets: number;
  /** Copies of a packet, seen on several interfaces; only one of them is read. */
  readonly duplicatePackets: number;
  /** Issue code to count. */
  readonly issues: Readonly<Record<string, number>>;
  /** Times of the earliest and the latest packet. */
  readonly start: Timestamp | null;
  readonly end: Timestamp | null;
}
