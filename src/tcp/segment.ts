import type { IpPayload } from '../layer/ip-payload.ts';
import type { Timestamp } from '../layer/origin.ts';

/** Control bits, RFC 9293, section 3.1. */
export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const PSH = 0x08;
export const ACK = 0x10;
export const URG = 0x20;

const MIN_HEADER_LENGTH = 20;

/** One TCP segment, with its payload as offsets into the packet's bytes. */
export interface Segment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly flags: number;
  /** As sent, before scaling, which leaves 0 what it is. */
  readonly window: number;
  readonly bytes: Uint8Array;
  /** Payload as captured: `bytes[payloadStart, payloadEnd)`. */
  readonly payloadStart: number;
  readonly payloadEnd: number;
  /** Payload bytes that the snap length cut off the end. */
  readonly missing: number;
  readonly at: Timestamp;
}

/** Null where the header is not whole or contradicts the length of the packet. */
export function readSegment(ip: IpPayload): Segment | null {
  const { bytes, start, end, missing } = ip;
  if (end - start < MIN_HEADER_LENGTH) return null;
  const headerLength = (bytes[start + 12]! >> 4) * 4;
  if (headerLength < MIN_HEADER_LENGTH || headerLength > end - start + missing) return null;
  // Options may be cut as well; nothing in them is needed here.
  const payloadStart = Math.min(start + headerLength, end);
  return {
    sourcePort: readUint16(bytes, start),
    destinationPort: readUint16(bytes, start + 2),
    sequence: readUint32(bytes, start + 4),
    acknowledgment: readUint32(bytes, start + 8),
    flags: bytes[start + 13]!,
    window: readUint16(bytes, start + 14),
    bytes,
    payloadStart,
    payloadEnd: end,
    missing: end - start + missing - headerLength - (end - payloadStart),
    at: ip.at,
  };
}

function readUint16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset]! << 8) | bytes[offset + 1]!;
}

function readUint32(bytes: Uint8Array, offset: number): number {
  return (
    ((bytes[offset]! << 24) | (bytes[offset + 1]! << 16) | (bytes[offset + 2]! << 8) | bytes[offset + 3]!) >>>
    0
  );
}
