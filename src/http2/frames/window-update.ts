import { readUint32 } from './frame-header.ts';

/** Bytes that the receiver will take beyond those it allowed before (RFC 9113, section 6.9). */
export function readWindowUpdate(payload: Uint8Array): number {
  return readUint32(payload, 0) & 0x7fffffff;
}
