/** Result of a header reader for a packet that carries no IP (ARP, a cut header, some other protocol). */
export const NOT_IP = -1;

/** How packets of one LINKTYPE_ value (https://www.tcpdump.org/linktypes.html) are read. */
export interface LinkType {
  readonly value: number;
  /** LINKTYPE_ name, lower case. */
  readonly name: string;
  /** Offset of the IP header in a packet, or `NOT_IP`. */
  readonly ipOffset: (bytes: Uint8Array) => number;
  /**
   * For the pseudo-interface `any`: index of the interface that saw the packet, or `UNKNOWN_INTERFACE`
   * where the header does not tell. Null for link types of a single interface.
   */
  readonly interfaceIndex: ((bytes: Uint8Array) => number) | null;
}
