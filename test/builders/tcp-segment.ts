import { type IpPayload, PROTOCOL_TCP } from '../../src/layer/ip-payload.ts';
import { concat } from './bytes.ts';

export interface TcpSegmentFields {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgment?: number;
  /** 65,535 by default. */
  readonly window?: number;
  /** tcpdump's letters: S F R P U, and `.` for ACK. */
  readonly flags: string;
  /** A multiple of 4 bytes. */
  readonly options?: Uint8Array;
  readonly payload?: Uint8Array;
}

const FLAG_BITS: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, '.': 16, U: 32 };

/** One TCP segment, RFC 9293, section 3.1. The checksum stays 0, as on interfaces that offload it. */
export function tcpSegment(fields: TcpSegmentFields): Uint8Array {
  const options = fields.options ?? new Uint8Array();
  const payload = fields.payload ?? new Uint8Array();
  const headerLength = 20 + options.length;
  const bytes = new Uint8Array(headerLength + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, fields.sourcePort);
  view.setUint16(2, fields.destinationPort);
  view.setUint32(4, fields.sequence);
  view.setUint32(8, fields.acknowledgment ?? 0);
  view.setUint8(12, (headerLength / 4) << 4);
  view.setUint8(
    13,
    [...fields.flags].reduce((bits, letter) => bits | (FLAG_BITS[letter] ?? 0), 0),
  );
  view.setUint16(14, fields.window ?? 0xffff);
  if (fields.flags.includes('U')) view.setUint16(18, payload.length);
  bytes.set(options, 20);
  bytes.set(payload, headerLength);
  return bytes;
}

/**
 * What the network layer hands on for a segment: the addresses lie before it in the same bytes. `cut`
 * bytes of the segment's end are missing, as from a short snap length.
 */
export function tcpIpPayload(
  source: readonly number[],
  destination: readonly number[],
  segment: Uint8Array,
  { at = 0, cut = 0 }: { readonly at?: number; readonly cut?: number } = {},
): IpPayload {
  const start = source.length + destination.length;
  const captured = segment.subarray(0, segment.length - cut);
  return {
    kind: 'ip-payload',
    version: source.length === 4 ? 4 : 6,
    protocol: PROTOCOL_TCP,
    bytes: concat(Uint8Array.from(source), Uint8Array.from(destination), captured),
    source: 0,
    destination: source.length,
    start,
    end: start + captured.length,
    missing: cut,
    at,
  };
}
