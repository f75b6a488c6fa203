import type { Timestamp } from '../../layer/origin.ts';
import type { CaptureFileEvent } from './capture-file-event.ts';

/**
 * Larger records are taken for a damaged length. libpcap and Wireshark have the same bound for pcapng blocks
 * (16 MiB), so no file that they read is refused, and a bad length cannot make the reader collect a
 * gigabyte before it finds out.
 */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** libpcap's MAXIMUM_SNAPLEN: no program writes more of a packet, so more means a damaged length. */
export const MAX_PACKET_BYTES = 262_144;

/** The end of year 9999, the last that ISO 8601 writes with four digits; later times are damage. */
export const MAX_TIMESTAMP: Timestamp = 253_402_300_800_000_000;

/** A sentence about a record that cannot be true; after it the next record cannot be found. */
export type Corruption = string;

/** One file format as a row of records: how long is the next one, and what does it say. */
export interface RecordFormat {
  /** Bytes that `recordLength` needs of the next record. */
  readonly headLength: number;
  /** Time of the last packet; null before the first. */
  readonly lastTime: Timestamp | null;
  /** Whole length of the record at `offset`, of which `headLength` bytes are there. */
  recordLength(bytes: Uint8Array, offset: number): number | Corruption;
  /** Adds to `events` what the record `bytes[offset, offset + length)` says. */
  readRecord(
    bytes: Uint8Array,
    offset: number,
    length: number,
    events: CaptureFileEvent[],
  ): Corruption | null;
  /**
   * The record that was read last, as it stands in a pcapng file that has fewer packets: one block, or of the
   * file header two. Null for what says nothing of packets that are read (custom blocks). A view, or bytes of
   * its own.
   */
  toPcapng(bytes: Uint8Array, offset: number, length: number): Uint8Array | null;
}
