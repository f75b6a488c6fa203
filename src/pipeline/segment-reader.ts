import { type AddressText, PROTOCOL_TCP } from '../layer/ip-payload.ts';
import type { Packet } from '../layer/packet.ts';
import type { SeenSegment } from '../layer/seen-segment.ts';
import type { StreamEvent } from '../layer/stream-event.ts';
import { LinkLayer } from '../link/link-layer.ts';
import { IpLayer, readIpHeader } from '../net/ip-layer.ts';
import { addressText } from '../tcp/address-text.ts';
import { TcpLayer } from '../tcp/tcp-layer.ts';
import { acceptPorts } from './accept-ports.ts';
import { PacketReader } from './packet-reader.ts';

/** What a packet was of a TCP connection. */
export interface ReadPacket {
  /** Number of the packet in its capture, from 1, as Wireshark and tcpdump count them. */
  readonly frame: number;
  /** None where it is no TCP, or a fragment with which no datagram became whole. */
  readonly segments: readonly SeenSegment[];
  readonly events: readonly StreamEvent[];
  /** Addresses between which a fragment went, with which nothing became whole; null for all else. */
  readonly fragment: readonly [source: AddressText, destination: AddressText] | null;
}

/**
 * The pipeline without what is spoken on its connections: packets in, segments out. Connections have the
 * numbers that `Pipeline` gives them.
 */
export class SegmentReader {
  readonly #packets = new PacketReader();
  readonly #tcp: TcpLayer;
  /** For the few packets that are looked at once more. */
  readonly #again = new LinkLayer();
  readonly #copiesIp = new IpLayer();
  #segments: SeenSegment[] = [];
  #frame = 0;

  constructor({ ports }: { readonly ports?: readonly number[] } = {}) {
    this.#tcp = new TcpLayer({
      ...acceptPorts(ports),
      seen: (segment) => {
        this.#segments.push(segment);
      },
    });
  }

  /** The capture has one more interface, so that it may hold copies of a packet. */
  addInterface(): void {
    this.#packets.addInterface();
  }

  push(packet: Packet): ReadPacket {
    this.#frame += 1;
    this.#segments = [];
    const events: StreamEvent[] = [];
    const copies = this.#packets.copies;
    for (const payload of this.#packets.push(packet)) {
      if (payload.kind === 'ip-payload') events.push(...this.#tcp.push(payload));
    }
    if (this.#packets.copies > copies) this.#readCopy(packet);
    const fragment = this.#segments.length === 0 ? this.#fragment(packet) : null;
    return { frame: this.#frame, segments: this.#segments, events, fragment };
  }

  #fragment(packet: Packet): ReadPacket['fragment'] {
    const ip = this.#again.push(packet);
    if (ip?.kind !== 'ip-packet') return null;
    const header = readIpHeader(ip);
    if (typeof header === 'string' || header.fragment === null) return null;
    const { version, source } = header;
    const destination = source + (version === 4 ? 4 : 16);
    return [addressText(ip.bytes, source, version), addressText(ip.bytes, destination, version)];
  }

  #readCopy(packet: Packet): void {
    const ip = this.#again.push(packet);
    if (ip?.kind !== 'ip-packet') return;
    for (const payload of this.#copiesIp.push({ ...ip, seenOn: null })) {
      if (payload.kind !== 'ip-payload' || payload.protocol !== PROTOCOL_TCP) continue;
      const segment = this.#tcp.copy(payload);
      if (segment !== null) this.#segments.push(segment);
    }
  }
}
