import type { Timestamp } from './origin.ts';

/** `IpPacket.seenOn` where the capture does not tell which interface saw the packet. */
export const UNKNOWN_INTERFACE = -1;

/** What `link` makes of a packet that carries IP: where the IP header is, and what happened to the rest. */
export interface IpPacket {
  readonly kind: 'ip-packet';
  /** The link-layer bytes as captured: a view, valid only during the call that hands it on. */
  readonly bytes: Uint8Array;
  /** Offset of the IP header in `bytes`. */
  readonly start: number;
  /** Bytes that the snap length cut off the end of the frame. */
  readonly cut: number;
  readonly at: Timestamp;
  /**
   * Which interface saw it, where the capture covers several and so may hold the same packet more than
   * once: any number that tells interfaces apart, or `UNKNOWN_INTERFACE`. Null where there is only one.
   */
  readonly seenOn: number | null;
}
