/**
 * Numbers in a capture file, which are in the byte order of the machine that wrote it. By hand, because a
 * DataView for each chunk or packet costs more than the reading.
 */
export type ByteOrder = 'little' | 'big';

export function readU16(bytes: Uint8Array, offset: number, order: ByteOrder): number {
  return order === 'little'
    ? bytes[offset]! | (bytes[offset + 1]! << 8)
    : (bytes[offset]! << 8) | bytes[offset + 1]!;
}

export function readU32(bytes: Uint8Array, offset: number, order: ByteOrder): number {
  return order === 'little'
    ? (bytes[offset]! |
        (bytes[offset + 1]! << 8) |
        (bytes[offset + 2]! << 16) |
        (bytes[offset + 3]! << 24)) >>>
        0
    : ((bytes[offset]! << 24) |
        (bytes[offset + 1]! << 16) |
        (bytes[offset + 2]! << 8) |
        bytes[offset + 3]!) >>>
        0;
}

/** Exact up to 2^53, which no count of packets and no time in seconds reaches. */
export function readU64(bytes: Uint8Array, offset: number, order: ByteOrder): number {
  const first = readU32(bytes, offset, order);
  const second = readU32(bytes, offset + 4, order);
  return order === 'little' ? second * 0x1_0000_0000 + first : first * 0x1_0000_0000 + second;
}
