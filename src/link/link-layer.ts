import type { IpPacket } from '../layer/ip-packet.ts';
import { UNKNOWN_INTERFACE } from '../layer/ip-packet.ts';
import type { Issue } from '../layer/issue.ts';
import type { Packet } from '../layer/packet.ts';
import type { LinkIssueCode } from './issue-codes.ts';
import { type LinkType, NOT_IP } from './link-type.ts';
import { linkTypeName, linkTypes } from './link-types.ts';

/** Packets of any link type in, the IP packets in them out. */
export class LinkLayer {
  readonly #unknown = new Map<number, number>();
  #interfaces = 0;
  #notIp = 0;
  /** Of the last packet, as nearly all packets of a capture are of one link type. */
  #linkType: LinkType | undefined;

  /** Packets by link type that is not read. At most 65,536 entries, as a link type has 16 bits. */
  get unknownLinkTypes(): ReadonlyMap<number, number> {
    return this.#unknown;
  }

  /** Packets of known link types that carry no IP, such as ARP. */
  get notIp(): number {
    return this.#notIp;
  }

  /**
   * Says that the capture has one more interface. With two or more, a packet that crosses this host may be
   * there more than once, and its copies are told apart by `seenOn`.
   */
  addInterface(): void {
    this.#interfaces += 1;
  }

  /** Null for a packet without IP; an issue for the first packet of each link type that is not read. */
  push(packet: Packet): IpPacket | Issue | null {
    let linkType = this.#linkType;
    if (linkType === undefined || linkType.value !== packet.linkType) {
      linkType = linkTypes.get(packet.linkType);
      if (linkType === undefined) return this.#countUnknown(packet);
      this.#linkType = linkType;
    }
    const { bytes } = packet;
    const start = linkType.ipOffset(bytes);
    if (start === NOT_IP) {
      this.#notIp += 1;
      return null;
    }
    return {
      kind: 'ip-packet',
      bytes,
      start,
      cut: packet.originalLength - bytes.length,
      at: packet.at,
      seenOn: this.#seenOn(packet, linkType),
    };
  }

  #seenOn(packet: Packet, linkType: LinkType): number | null {
    if (linkType.interfaceIndex !== null) {
      const index = linkType.interfaceIndex(packet.bytes);
      // An interface index has 32 bits, so that the two numbers cannot run into each other.
      return index === UNKNOWN_INTERFACE ? index : packet.interfaceId * 0x1_0000_0000 + index;
    }
    return this.#interfaces > 1 || packet.interfaceId > 0 ? packet.interfaceId * 0x1_0000_0000 : null;
  }

  #countUnknown(packet: Packet): Issue | null {
    const value = packet.linkType;
    const count = this.#unknown.get(value) ?? 0;
    this.#unknown.set(value, count + 1);
    if (count > 0) return null;
    const code: LinkIssueCode = 'link/unknown-link-type';
    const name = linkTypeName(value);
    const message = `link type ${value}${name === null ? '' : ` (${name})`} is not read; its packets are left out`;
    return { kind: 'issue', code, message, at: packet.at };
  }
}
