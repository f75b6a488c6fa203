/**
 * What an IPv4 header or an IPv6 header with its extension headers says, as offsets into the packet's
 * bytes. Made for each packet, so it has numbers only.
 */
export interface IpHeader {
  readonly version: 4 | 6;
  /** IANA protocol number of the payload; of a fragment, of what the fragmented datagram begins with. */
  readonly protocol: number;
  /** Offset of the source address; the destination follows it. */
  readonly source: number;
  readonly payload: number;
  /** Where the IP length says that the packet ends; beyond `bytes.length` when the frame was cut. */
  readonly end: number;
  readonly fragment: Fragment | null;
}

/** The place of a fragment in its datagram. */
export interface Fragment {
  readonly identification: number;
  /** Bytes from the beginning of the datagram's payload; a multiple of 8. */
  readonly offset: number;
  readonly more: boolean;
}

/** Why there is no `IpHeader`. */
export type HeaderProblem = 'net/not-ip' | 'net/header-cut' | 'net/header-corrupt';
