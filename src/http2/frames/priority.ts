import { readUint32 } from './frame-header.ts';

export const PRIORITY_BYTES = 5;

/** Deprecated, and still sent (RFC 9113, section 5.3.2). */
export interface Priority {
  readonly exclusive: boolean;
  readonly dependsOn: number;
  /** 1 to 256. */
  readonly weight: number;
}

export function readPriority(payload: Uint8Array): Priority {
  const dependency = readUint32(payload, 0);
  return {
    exclusive: dependency >= 0x80000000,
    dependsOn: dependency & 0x7fffffff,
    weight: payload[4]! + 1,
  };
}
