import { concat, type Order, u16, u32, zeros } from './bytes.ts';

export interface PcapFields {
  readonly order?: Order;
  readonly magic?: number;
  readonly linkType?: number;
  readonly snapLength?: number;
  readonly major?: number;
}

export interface PcapRecord {
  readonly seconds: number;
  /** Microseconds or nanoseconds, as the magic number says. */
  readonly fraction: number;
  readonly bytes: Uint8Array;
  readonly originalLength?: number;
  /** In place of the true one. */
  readonly capturedLength?: number;
}

export const PCAP_MICROSECONDS = 0xa1b2c3d4;
export const PCAP_NANOSECONDS = 0xa1b23c4d;
export const PCAP_KUZNETZOV = 0xa1b2cd34;

export function pcapFile(records: readonly PcapRecord[], fields: PcapFields = {}): Uint8Array {
  const order = fields.order ?? 'little';
  const magic = fields.magic ?? PCAP_MICROSECONDS;
  const header = concat(
    u32(magic, order),
    u16(fields.major ?? 2, order),
    u16(4, order),
    u32(0, order),
    u32(0, order),
    u32(fields.snapLength ?? 262_144, order),
    u32(fields.linkType ?? 1, order),
  );
  const extra = zeros(magic === PCAP_KUZNETZOV ? 8 : 0);
  const packets = records.map((record) =>
    concat(
      u32(record.seconds, order),
      u32(record.fraction, order),
      u32(record.capturedLength ?? record.bytes.length, order),
      u32(record.originalLength ?? record.bytes.length, order),
      extra,
      record.bytes,
    ),
  );
  return concat(header, ...packets);
}
