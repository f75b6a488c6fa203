import { type IpPayload, PROTOCOL_TCP } from '../layer/ip-payload.ts';
import type { Issue } from '../layer/issue.ts';
import { NO_EVENTS } from '../layer/layer.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Packet } from '../layer/packet.ts';
import { LinkLayer } from '../link/link-layer.ts';
import { linkTypeName } from '../link/link-types.ts';
import { IpLayer } from '../net/ip-layer.ts';

/** What became of the packets that were read. */
export interface PacketCounts {
  readonly packets: number;
  /** Bytes captured, link-layer headers included. */
  readonly bytes: number;
  /** Packets that are no TCP over IP, or too damaged to tell. */
  readonly undecoded: number;
  /** Copies of a packet that other interfaces saw. */
  readonly duplicates: number;
  /** Link type (`105 (IEEE802_11)`) to packets that were left out for it. */
  readonly unknownLinkTypes: Readonly<Record<string, number>>;
  readonly start: Timestamp | null;
  readonly end: Timestamp | null;
}

/** Packets in, TCP segments as IP payloads out. */
export class PacketReader {
  readonly #link = new LinkLayer();
  readonly #ip = new IpLayer();
  #packets = 0;
  #bytes = 0;
  #otherProtocols = 0;
  #start = Number.POSITIVE_INFINITY;
  #end = Number.NEGATIVE_INFINITY;

  addInterface(): void {
    this.#link.addInterface();
  }

  push(packet: Packet): readonly (IpPayload | Issue)[] {
    this.#packets += 1;
    this.#bytes += packet.bytes.length;
    if (packet.at < this.#start) this.#start = packet.at;
    if (packet.at > this.#end) this.#end = packet.at;
    const ip = this.#link.push(packet);
    if (ip === null) return NO_EVENTS;
    if (ip.kind === 'issue') return [ip];
    const payloads = this.#ip.push(ip);
    const only = payloads[0];
    if (payloads.length === 1 && only?.kind === 'ip-payload' && only.protocol !== PROTOCOL_TCP) {
      this.#otherProtocols += 1;
      return NO_EVENTS;
    }
    return payloads;
  }

  /** Packets that another interface saw before. */
  get copies(): number {
    return this.#ip.duplicatesSeen;
  }

  end(): readonly Issue[] {
    return this.#packets === 0 ? NO_EVENTS : this.#ip.end(this.#end);
  }

  counts(): PacketCounts {
    let unknown = 0;
    const unknownLinkTypes: Record<string, number> = {};
    for (const [linkType, count] of this.#link.unknownLinkTypes) {
      const name = linkTypeName(linkType);
      unknownLinkTypes[name === null ? `${linkType}` : `${linkType} (${name})`] = count;
      unknown += count;
    }
    let damaged = 0;
    for (const count of this.#ip.issueCounts.values()) damaged += count;
    return {
      packets: this.#packets,
      bytes: this.#bytes,
      undecoded: unknown + this.#link.notIp + this.#otherProtocols + damaged,
      duplicates: this.#ip.duplicatesSeen,
      unknownLinkTypes,
      start: this.#packets === 0 ? null : this.#start,
      end: this.#packets === 0 ? null : this.#end,
    };
  }
}
