import type { Timestamp } from './origin.ts';

/** IANA protocol number of TCP. */
export const PROTOCOL_TCP = 6;

/**
 * One IP datagram's payload after reassembly of fragments, as offsets into `bytes`, so that finding the
 * addresses and the payload of a packet copies and formats nothing.
 */
export interface IpPayload {
  readonly kind: 'ip-payload';
  readonly version: 4 | 6;
  /** IANA protocol number of the payload (after IPv6 extension headers). */
  readonly protocol: number;
  readonly bytes: Uint8Array;
  /** Offset of the source address; 4 bytes for IPv4, 16 for IPv6. */
  readonly source: number;
  readonly destination: number;
  /** Payload as captured: `bytes[start, end)`. Padding and trailers after the IP length are left out. */
  readonly start: number;
  readonly end: number;
  /** Bytes of the payload that the snap length cut off its end (IP length against captured length). */
  readonly missing: number;
  readonly at: Timestamp;
}

/** Address as text: dotted quad, or RFC 5952 for IPv6 (an IPv4-mapped address as a dotted quad). */
export type AddressText = string;
