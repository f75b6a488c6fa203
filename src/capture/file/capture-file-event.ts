import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { Packet } from '../../layer/packet.ts';

/**
 * What a capture file holds. Texts are as the file has them, so they may contain anything. Interface ids
 * count from 0 over the whole file, so they stay unique where a file has several sections.
 */
export type CaptureFileEvent =
  | Packet
  | CaptureSection
  | CaptureInterface
  | CaptureDrops
  | CaptureComment
  | CaptureNames
  | CaptureSecrets
  | Issue;

/** A pcapng section begins: what the capturing program says of itself and its machine. */
export interface CaptureSection {
  readonly kind: 'capture-section';
  readonly hardware: string | null;
  readonly os: string | null;
  readonly application: string | null;
}

/** An interface that later packets refer to; a pcap file has exactly one. */
export interface CaptureInterface {
  readonly kind: 'capture-interface';
  readonly interfaceId: number;
  /** LINKTYPE_ value. */
  readonly linkType: number;
  /** Longest packet that is kept whole, in bytes; 0 means no limit. */
  readonly snapLength: number;
  readonly name: string | null;
  readonly description: string | null;
  /** Capture filter, in tcpdump's language. */
  readonly filter: string | null;
  readonly os: string | null;
}

/** Counts of packets since the interface was opened; null where the file does not say. */
export interface CaptureDrops {
  readonly kind: 'capture-drops';
  readonly interfaceId: number;
  readonly at: Timestamp;
  readonly received: number | null;
  readonly accepted: number | null;
  /** Lost by the interface for lack of room. */
  readonly droppedByInterface: number | null;
  /** Lost by the operating system before the capturing program saw them. */
  readonly droppedByOs: number | null;
}

/** A person's or a program's remark on what comes next. */
export interface CaptureComment {
  readonly kind: 'capture-comment';
  readonly about: 'section' | 'interface' | 'packet';
  readonly text: string;
  /** Time of the packet; null for the others. */
  readonly at: Timestamp | null;
}

/** Names that the capturing program knew for addresses. */
export interface CaptureNames {
  readonly kind: 'capture-names';
  /** `address`: 4 bytes for IPv4, 16 for IPv6. */
  readonly names: readonly { readonly address: Uint8Array; readonly name: string }[];
}

/** Keys for decrypting the packets that follow; a view, valid only during the call. */
export interface CaptureSecrets {
  readonly kind: 'capture-secrets';
  /** For example 0x544c534b, a TLS key log in NSS format. */
  readonly secretsType: number;
  readonly bytes: Uint8Array;
}
