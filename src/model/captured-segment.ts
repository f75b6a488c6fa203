import type { Timestamp } from '../layer/origin.ts';

/** One packet of a connection. */
export interface CapturedSegment {
  /** Number of the packet in its capture, from 1, as Wireshark and tcpdump count them. */
  readonly frame: number;
  readonly at: Timestamp;
  readonly from: 'client' | 'server';
  /** Control bits, RFC 9293, section 3.1. */
  readonly flags: number;
  /** Relative: 0 is the SYN, 1 the first byte of the side that was captured. */
  readonly sequence: number;
  readonly acknowledgment: number | null;
  /** As sent, before scaling. */
  readonly window: number;
  /** Payload bytes that were sent, and how many of them the snap length cut off. */
  readonly length: number;
  readonly cut: number;
  readonly matters: readonly SegmentMatter[];
}

/**
 * What was the matter with a packet; bytes where it is about some. `missing-before`: they are not in the
 * capture. `late-before`: they came behind it.
 */
export type SegmentMatter =
  | { readonly kind: 'sent-again' | 'missing-before' | 'late-before' | 'cut'; readonly bytes: number }
  | { readonly kind: 'out-of-order' | 'zero-window' | 'keep-alive' | 'reset' | 'late' | 'copy' };
