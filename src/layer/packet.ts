import type { Timestamp } from './origin.ts';

/** Link-layer bytes with a time and a link type: what every packet source yields. */
export interface Packet {
  readonly kind: 'packet';
  /** The captured bytes: a view, valid only during the call that hands it on. */
  readonly bytes: Uint8Array;
  /** Length on the wire. Larger than `bytes.length` where the snap length cut the frame. */
  readonly originalLength: number;
  readonly at: Timestamp;
  /** LINKTYPE_ value, https://www.tcpdump.org/linktypes.html */
  readonly linkType: number;
  /** Index of the interface in its capture file, from 0; 0 where there is only one. */
  readonly interfaceId: number;
}
