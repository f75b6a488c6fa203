import type { IpPayload } from '../layer/ip-payload.ts';
import type { Direction } from '../layer/origin.ts';
import type { Endpoint } from '../layer/stream-event.ts';
import { addressText } from './address-text.ts';
import type { Segment } from './segment.ts';

/**
 * The two addresses and ports of a connection, compared as bytes: no text is made of them per packet.
 */
export class ConnectionKey {
  readonly #version: 4 | 6;
  /** The address of a, then that of b. */
  readonly #addresses: Uint8Array;
  readonly #aPort: number;
  readonly #bPort: number;
  readonly #hash: number;

  /** `aIsSource`: whether the packet's sender is side a. */
  constructor(ip: IpPayload, segment: Segment, aIsSource: boolean) {
    const size = addressSize(ip.version);
    this.#version = ip.version;
    this.#addresses = new Uint8Array(2 * size);
    const a = aIsSource ? ip.source : ip.destination;
    const b = aIsSource ? ip.destination : ip.source;
    this.#addresses.set(ip.bytes.subarray(a, a + size), 0);
    this.#addresses.set(ip.bytes.subarray(b, b + size), size);
    this.#aPort = aIsSource ? segment.sourcePort : segment.destinationPort;
    this.#bPort = aIsSource ? segment.destinationPort : segment.sourcePort;
    this.#hash = connectionHash(ip, segment);
  }

  get hash(): number {
    return this.#hash;
  }

  get a(): Endpoint {
    return { address: addressText(this.#addresses, 0, this.#version), port: this.#aPort };
  }

  get b(): Endpoint {
    const offset = addressSize(this.#version);
    return { address: addressText(this.#addresses, offset, this.#version), port: this.#bPort };
  }

  /** Which way a packet of this connection goes; null for a packet of another one. */
  directionOf(ip: IpPayload, segment: Segment): Direction | null {
    if (ip.version !== this.#version) return null;
    const { sourcePort, destinationPort } = segment;
    if (sourcePort === this.#aPort && destinationPort === this.#bPort) {
      if (this.#addressesAre(ip.bytes, ip.source, ip.destination)) return 'a-to-b';
    }
    if (sourcePort === this.#bPort && destinationPort === this.#aPort) {
      if (this.#addressesAre(ip.bytes, ip.destination, ip.source)) return 'b-to-a';
    }
    return null;
  }

  #addressesAre(bytes: Uint8Array, a: number, b: number): boolean {
    const size = this.#addresses.length >> 1;
    for (let index = 0; index < size; index += 1) {
      if (bytes[a + index] !== this.#addresses[index]) return false;
      if (bytes[b + index] !== this.#addresses[size + index]) return false;
    }
    return true;
  }
}

/** The same number for both directions of a connection. */
export function connectionHash(ip: IpPayload, segment: Segment): number {
  const size = addressSize(ip.version);
  const source = endpointHash(ip.bytes, ip.source, size, segment.sourcePort);
  const destination = endpointHash(ip.bytes, ip.destination, size, segment.destinationPort);
  return (source + destination) | 0;
}

/** FNV-1a over address and port. */
function endpointHash(bytes: Uint8Array, address: number, size: number, port: number): number {
  let hash = 0x811c9dc5;
  for (let index = address; index < address + size; index += 1) {
    hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
  }
  hash = Math.imul(hash ^ (port >> 8), 0x01000193);
  return Math.imul(hash ^ (port & 0xff), 0x01000193);
}

function addressSize(version: 4 | 6): number {
  return version === 4 ? 4 : 16;
}
