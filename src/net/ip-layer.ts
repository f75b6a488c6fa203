import type { IpPacket } from '../layer/ip-packet.ts';
import type { IpPayload } from '../layer/ip-payload.ts';
import type { Issue } from '../layer/issue.ts';
import { NO_EVENTS } from '../layer/layer.ts';
import type { Timestamp } from '../layer/origin.ts';
import { DuplicateFilter } from './duplicate-filter.ts';
import { FragmentReassembly, type Reassembled } from './fragment-reassembly.ts';
import type { HeaderProblem, IpHeader } from './ip-header.ts';
import { readIpv4 } from './ipv4.ts';
import { readIpv6, walkExtensionHeaders } from './ipv6.ts';
import type { NetIssueCode } from './issue-codes.ts';
import { IssueTally } from './issue-tally.ts';

/** IP packets of both versions in, payloads out: one for each datagram that is whole and not a copy. */
export class IpLayer {
  readonly #tally = new IssueTally();
  readonly #fragments = new FragmentReassembly(this.#tally);
  #duplicates: DuplicateFilter | null = null;
  #duplicatesSeen = 0;

  /** Packets left out because the capture has them from another interface already. */
  get duplicatesSeen(): number {
    return this.#duplicatesSeen;
  }

  /** How often each kind of issue was met; only the first of each kind is an event. */
  get issueCounts(): ReadonlyMap<NetIssueCode, number> {
    return this.#tally.counts;
  }

  push(packet: IpPacket): readonly (IpPayload | Issue)[] {
    if (packet.seenOn !== null && this.#isDuplicate(packet)) return NO_EVENTS;
    const header = readIpHeader(packet);
    if (typeof header === 'string') return this.#tally.add(header, packet.at);
    if (header.fragment === null) return [toPayload(packet.bytes, header, packet.at)];
    const events = this.#fragments.push(packet, header, header.fragment);
    return events.flatMap((event) => ('kind' in event ? [event] : this.#readWhole(event, packet.at)));
  }

  /** The capture is over. */
  end(at: Timestamp): readonly Issue[] {
    return this.#fragments.end(at);
  }

  #isDuplicate(packet: IpPacket): boolean {
    this.#duplicates ??= new DuplicateFilter();
    const isDuplicate = this.#duplicates.isDuplicate(packet);
    if (isDuplicate) this.#duplicatesSeen += 1;
    return isDuplicate;
  }

  #readWhole(datagram: Reassembled, at: Timestamp): readonly (IpPayload | Issue)[] {
    const { bytes, version, protocol, payload, end } = datagram;
    const header: IpHeader | HeaderProblem =
      version === 4
        ? { version, protocol, source: 0, payload, end, fragment: null }
        : walkExtensionHeaders(bytes, protocol, payload, end, 0);
    if (typeof header === 'string') return this.#tally.add(header, at);
    // A fragment in a fragment (RFC 8200, section 4.5 has one fragment header at most).
    if (header.fragment !== null) return this.#tally.add('net/fragment-corrupt', at);
    return [toPayload(bytes, header, at)];
  }
}

/** The header of an IP packet of either version, or why there is none. */
export function readIpHeader(packet: IpPacket): IpHeader | HeaderProblem {
  const version = packet.bytes[packet.start]! >> 4;
  if (version === 4) return readIpv4(packet);
  return version === 6 ? readIpv6(packet) : 'net/not-ip';
}

function toPayload(bytes: Uint8Array, header: IpHeader, at: Timestamp): IpPayload {
  return {
    kind: 'ip-payload',
    version: header.version,
    protocol: header.protocol,
    bytes,
    source: header.source,
    destination: header.source + (header.version === 4 ? 4 : 16),
    start: header.payload,
    end: Math.min(header.end, bytes.length),
    missing: Math.max(0, header.end - bytes.length),
    at,
  };
}
