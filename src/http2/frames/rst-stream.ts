import { readUint32 } from './frame-header.ts';

/** The error code (RFC 9113, section 6.4). */
export function readRstStream(payload: Uint8Array): number {
  return readUint32(payload, 0);
}
