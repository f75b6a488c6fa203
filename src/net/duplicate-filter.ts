import { type IpPacket, UNKNOWN_INTERFACE } from '../layer/ip-packet.ts';
import type { Timestamp } from '../layer/origin.ts';

/**
 * How far apart two captures of one packet may be. On a bridge it is microseconds, but what leaves an
 * interface is captured behind its queue, so a shaped link shows its copy later. Below 200 ms, the shortest
 * time after which Linux sends a segment again (TCP_RTO_MIN).
 */
const WINDOW: Timestamp = 100_000;

/**
 * The last packets are remembered in a table: a hash leads to one of its sets, in which a new packet takes
 * the place of the oldest. Copies that are hundreds of packets apart are still found; one that is not is
 * seen as a retransmission.
 */
const SETS = 1024;
const WAYS = 4;

/**
 * A packet crosses a handful of interfaces; a crafted capture could name millions for the same one. Beyond
 * this every repetition within the window is a copy.
 */
const MAX_SIGHTINGS = 64;

/** Compared of each packet: IP and TCP headers with all options that fit into them, and some payload. */
const COMPARED_BYTES = 128;
/** Of those, what tells packets of a connection apart: IPv6 and TCP headers with a timestamp. */
const HASHED_BYTES = 72;

interface Seen {
  readonly bytes: Uint8Array;
  length: number;
  at: Timestamp;
  /** How many times the packet was sent: as often as the interface that saw it most often saw it. */
  times: number;
  /** The interface of each sighting. */
  sightings: number[];
}

/**
 * Knows a packet again that the capture already has from another interface: `tcpdump -i any` on a Docker
 * host sees a container's packet on its veth, on the bridge, and on the way out.
 *
 * A packet that an interface sees for the nth time is a copy if some interface saw it n times before. So
 * what was really sent twice stays twice, and what merely crossed several interfaces stays once. Where the
 * interfaces are not known (cooked v1) every repetition within the window is taken for a copy.
 */
export class DuplicateFilter {
  readonly #table: Seen[][] = Array.from({ length: SETS }, () => []);
  readonly #key = new Uint8Array(COMPARED_BYTES);

  isDuplicate(packet: IpPacket): boolean {
    const { at, seenOn } = packet;
    if (seenOn === null) return false;
    const length = copyKey(packet, this.#key);
    const set = this.#table[hash(this.#key, Math.min(length, HASHED_BYTES)) & (SETS - 1)]!;
    const seen = set.find((candidate) => isSame(candidate, this.#key, length));
    if (seen === undefined || Math.abs(at - seen.at) > WINDOW) {
      this.#remember(seen ?? placeIn(set), length, at, seenOn);
      return false;
    }
    if (seenOn === UNKNOWN_INTERFACE || seen.sightings.length === MAX_SIGHTINGS) return true;
    seen.sightings.push(seenOn);
    const times = seen.sightings.filter((sighting) => sighting === seenOn).length;
    if (times <= seen.times) return true;
    seen.times = times;
    seen.at = at;
    return false;
  }

  #remember(seen: Seen, length: number, at: Timestamp, seenOn: number): void {
    seen.bytes.set(this.#key);
    seen.length = length;
    seen.at = at;
    seen.times = 1;
    seen.sightings = [seenOn];
  }
}

/** A free place, or that of the oldest packet. */
function placeIn(set: Seen[]): Seen {
  if (set.length < WAYS) {
    const seen = { bytes: new Uint8Array(COMPARED_BYTES), length: 0, at: 0, times: 0, sightings: [] };
    set.push(seen);
    return seen;
  }
  return set.reduce((oldest, seen) => (seen.at < oldest.at ? seen : oldest));
}

/**
 * Writes into `key` what copies have in common, and returns its length: the packet's beginning without what
 * a hop changes (TTL, and with it the checksum), and without padding, which only some links add.
 */
function copyKey({ bytes, start }: IpPacket, key: Uint8Array): number {
  const isVersion4 = bytes[start]! >> 4 === 4;
  const ipLength = isVersion4 ? u16(bytes, start + 2) : 40 + u16(bytes, start + 4);
  // A packet too long for the field has no length there, and no padding.
  const hasLength = isVersion4 ? ipLength > 0 : ipLength > 40;
  const length = Math.min(hasLength ? ipLength : COMPARED_BYTES, bytes.length - start, COMPARED_BYTES);
  for (let index = 0; index < length; index += 1) key[index] = bytes[start + index]!;
  if (isVersion4) {
    key[8] = 0;
    key[10] = 0;
    key[11] = 0;
  } else {
    key[7] = 0;
  }
  return length;
}

function u16(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}

/** FNV-1a, with its upper bits folded into the lower ones, which alone hardly differ between packets. */
function hash(key: Uint8Array, length: number): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < length; index += 1) value = Math.imul(value ^ key[index]!, 0x01000193);
  return value ^ (value >>> 10) ^ (value >>> 20);
}

function isSame(seen: Seen, key: Uint8Array, length: number): boolean {
  if (seen.length !== length) return false;
  for (let index = 0; index < length; index += 1) if (seen.bytes[index] !== key[index]) return false;
  return true;
}
