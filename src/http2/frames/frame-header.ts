/** Length, type, flags and stream id (RFC 9113, section 4.1). */
export const FRAME_HEADER_BYTES = 9;
/** Smallest SETTINGS_MAX_FRAME_SIZE, and what holds without one (RFC 9113, section 6.5.2). */
export const DEFAULT_MAX_FRAME_SIZE = 16_384;

/** Frame types of RFC 9113, section 6; any other is an extension, which is passed over. */
export const frameTypes = {
  data: 0x0,
  headers: 0x1,
  priority: 0x2,
  rstStream: 0x3,
  settings: 0x4,
  pushPromise: 0x5,
  ping: 0x6,
  goaway: 0x7,
  windowUpdate: 0x8,
  continuation: 0x9,
} as const;

export const flags = { ack: 0x1, endStream: 0x1, endHeaders: 0x4, padded: 0x8, priority: 0x20 } as const;

export interface FrameHeader {
  /** Bytes of payload. */
  readonly length: number;
  readonly type: number;
  readonly flags: number;
  /** 0 is the connection itself. */
  readonly stream: number;
}

export function readFrameHeader(bytes: Uint8Array, offset = 0): FrameHeader {
  return {
    length: (bytes[offset]! << 16) | (bytes[offset + 1]! << 8) | bytes[offset + 2]!,
    type: bytes[offset + 3]!,
    flags: bytes[offset + 4]!,
    // The first bit is reserved, and ignored.
    stream: readUint32(bytes, offset + 5) & 0x7fffffff,
  };
}

export function readUint32(bytes: Uint8Array, offset: number): number {
  const high = bytes[offset]! * 0x1000000;
  return high + ((bytes[offset + 1]! << 16) | (bytes[offset + 2]! << 8) | bytes[offset + 3]!);
}
