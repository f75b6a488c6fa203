import { readUint32 } from './frame-header.ts';
import { withoutPadding } from './padding.ts';

export interface PushPromise {
  readonly promisedStream: number;
  readonly fragment: Uint8Array;
}

/** RFC 9113, section 6.6; null where it is too short. */
export function readPushPromise(payload: Uint8Array, frameFlags: number): PushPromise | null {
  const content = withoutPadding(payload, frameFlags);
  if (content === null || content.length < 4) return null;
  return { promisedStream: readUint32(content, 0) & 0x7fffffff, fragment: content.subarray(4) };
}
