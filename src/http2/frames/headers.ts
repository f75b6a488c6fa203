import { flags } from './frame-header.ts';
import { withoutPadding } from './padding.ts';
import { PRIORITY_BYTES, type Priority, readPriority } from './priority.ts';

export interface Headers {
  /** Of a header block; more may follow in CONTINUATION frames. */
  readonly fragment: Uint8Array;
  readonly priority: Priority | null;
}

/** RFC 9113, section 6.2; null where padding or priority do not fit. */
export function readHeaders(payload: Uint8Array, frameFlags: number): Headers | null {
  const content = withoutPadding(payload, frameFlags);
  if (content === null) return null;
  if ((frameFlags & flags.priority) === 0) return { fragment: content, priority: null };
  if (content.length < PRIORITY_BYTES) return null;
  return { fragment: content.subarray(PRIORITY_BYTES), priority: readPriority(content) };
}
