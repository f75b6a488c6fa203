import { readUint32 } from './frame-header.ts';

export interface Goaway {
  /** Streams with higher numbers were not and will not be looked at. */
  readonly lastStream: number;
  readonly errorCode: number;
  /** Whatever the sender wrote, often text (grpc-go: `too_many_pings`). */
  readonly debugData: Uint8Array;
}

/** RFC 9113, section 6.8. */
export function readGoaway(payload: Uint8Array): Goaway {
  return {
    lastStream: readUint32(payload, 0) & 0x7fffffff,
    errorCode: readUint32(payload, 4),
    debugData: payload.subarray(8),
  };
}
