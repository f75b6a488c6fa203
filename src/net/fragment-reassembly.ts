import type { IpPacket } from '../layer/ip-packet.ts';
import type { Issue } from '../layer/issue.ts';
import { NO_EVENTS } from '../layer/layer.ts';
import type { Timestamp } from '../layer/origin.ts';
import { FragmentList } from './fragment-list.ts';
import type { Fragment, IpHeader } from './ip-header.ts';
import type { IssueTally } from './issue-tally.ts';

/** RFC 1122, section 3.3.2, and RFC 8200, section 4.5: hosts wait 60 seconds. Then a datagram is given up. */
const MAX_AGE: Timestamp = 60_000_000;
/** What Linux lets wait in all (`ipfrag_high_thresh`). Beyond it the oldest datagram is given up. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
/** 64 KiB in the smallest fragments that a link must carry (IPv4: 48 bytes) are 1,366; more is an attack. */
const MAX_PIECES = 2048;
/** Neither version's length field can tell a longer datagram. */
const MAX_DATAGRAM_BYTES = 65_535;

interface Datagram {
  readonly since: Timestamp;
  readonly list: FragmentList;
  /** Source and destination, one after the other. */
  readonly addresses: Uint8Array;
  /** Of the first fragment; the others may begin in the middle of an extension header. */
  protocol: number;
  /** Length of the payload; null until the last fragment has come. */
  length: number | null;
}

/** A datagram put together: its addresses, then its payload as far as it was captured. */
export interface Reassembled {
  readonly version: 4 | 6;
  readonly protocol: number;
  readonly bytes: Uint8Array;
  /** Offset of the payload, after the addresses. */
  readonly payload: number;
  /** Where the payload ends by the fragments' lengths. */
  readonly end: number;
}

/** Fragments of both IP versions in, whole datagrams out; bounded in time, count and bytes. */
export class FragmentReassembly {
  /** In the order of their first fragment, so that the oldest is first. */
  readonly #waiting = new Map<string, Datagram>();
  readonly #tally: IssueTally;
  #waitingBytes = 0;

  constructor(tally: IssueTally) {
    this.#tally = tally;
  }

  push(packet: IpPacket, header: IpHeader, fragment: Fragment): readonly (Reassembled | Issue)[] {
    const issues: Issue[] = [...this.#giveUpOlderThan(packet.at - MAX_AGE, packet.at)];
    const length = header.end - header.payload;
    const end = fragment.offset + length;
    if (length === 0 || end > MAX_DATAGRAM_BYTES || (fragment.more && length % 8 !== 0)) {
      return [...issues, ...this.#tally.add('net/fragment-corrupt', packet.at)];
    }
    const addressesEnd = header.source + (header.version === 4 ? 8 : 32);
    const addresses = packet.bytes.subarray(header.source, addressesEnd);
    // RFC 791, section 2.3 (protocol counts) and RFC 8200, section 4.5 (it does not).
    const protocol = header.version === 4 ? header.protocol : '';
    const key = `${header.version} ${addresses.join('.')} ${protocol} ${fragment.identification}`;
    const datagram = this.#waiting.get(key) ?? this.#begin(key, packet.at, addresses, header.protocol);
    const { list } = datagram;
    const isOutside =
      datagram.length !== null && (end > datagram.length || (!fragment.more && end < datagram.length));
    if (isOutside || (!fragment.more && list.end > end) || list.count >= MAX_PIECES) {
      return [...issues, ...this.#tally.add('net/fragment-corrupt', packet.at)];
    }
    if (fragment.offset === 0) datagram.protocol = header.protocol;
    if (!fragment.more) datagram.length = end;
    const costBefore = list.cost;
    const captured = packet.bytes.subarray(header.payload, Math.min(header.end, packet.bytes.length));
    if (list.add(fragment.offset, length, captured) === 'overlaps') {
      issues.push(...this.#tally.add('net/fragment-overlap', packet.at));
    }
    this.#waitingBytes += list.cost - costBefore;
    if (datagram.length !== null && list.covers(datagram.length)) {
      this.#forget(key, datagram);
      return [...issues, reassemble(header.version, datagram, datagram.length)];
    }
    while (this.#waitingBytes > MAX_WAITING_BYTES)
      issues.push(...this.#giveUpOldest('net/fragments-limit', packet.at));
    return issues.length === 0 ? NO_EVENTS : issues;
  }

  /** The capture is over: what still waits will not become whole. */
  end(at: Timestamp): readonly Issue[] {
    return this.#giveUpOlderThan(Number.POSITIVE_INFINITY, at);
  }

  #begin(key: string, since: Timestamp, addresses: Uint8Array, protocol: number): Datagram {
    const datagram = {
      since,
      list: new FragmentList(),
      addresses: addresses.slice(),
      protocol,
      length: null,
    };
    this.#waiting.set(key, datagram);
    return datagram;
  }

  #forget(key: string, datagram: Datagram): void {
    this.#waiting.delete(key);
    this.#waitingBytes -= datagram.list.cost;
  }

  #giveUpOlderThan(limit: Timestamp, at: Timestamp): readonly Issue[] {
    const issues: Issue[] = [];
    for (const datagram of this.#waiting.values()) {
      if (datagram.since >= limit) break;
      issues.push(...this.#giveUpOldest('net/fragments-incomplete', at));
    }
    return issues;
  }

  #giveUpOldest(code: 'net/fragments-incomplete' | 'net/fragments-limit', at: Timestamp): readonly Issue[] {
    for (const [key, datagram] of this.#waiting) {
      this.#forget(key, datagram);
      return this.#tally.add(code, at);
    }
    return NO_EVENTS;
  }
}

function reassemble(version: 4 | 6, datagram: Datagram, length: number): Reassembled {
  const payload = datagram.addresses.length;
  const bytes = new Uint8Array(payload + length);
  bytes.set(datagram.addresses);
  const captured = datagram.list.copyTo(bytes, payload);
  return {
    version,
    protocol: datagram.protocol,
    bytes: bytes.subarray(0, payload + captured),
    payload,
    end: payload + length,
  };
}
