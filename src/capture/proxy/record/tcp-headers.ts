import { foldSum, onesComplementSum } from './checksum.ts';
import { ipAddressBytes } from './ip-address.ts';

/** Flags of a TCP header (RFC 9293, section 3.1). */
export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const PSH = 0x08;
export const ACK = 0x10;

/** An address and port of one end of a recorded connection. */
export interface RecordedEndpoint {
  readonly address: string;
  readonly port: number;
}

export interface Segment {
  readonly flags: number;
  /** Numbers of 32 bits that wrap (RFC 9293, section 3.4). */
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly payload: Uint8Array;
}

const TCP_HEADER_BYTES = 20;
const PROTOCOL_TCP = 6;
const HOP_LIMIT = 64;
const WINDOW = 0xffff;
/** A window of 1 GiB: what was not acknowledged yet never fills it, so no reader thinks that a sender waits. */
const WINDOW_SHIFT = 14;

/** What a SYN offers: the largest segment of loopback, a pad, and the window's scale (RFC 7323, section 2.2). */
const synOptions = Uint8Array.of(2, 4, 0xff, 0xd7, 1, 3, 3, WINDOW_SHIFT);

/** The headers of all segments that one side of a connection sends, without a link layer. */
export class TcpHeaders {
  readonly #template: Uint8Array;
  readonly #ipLength: 20 | 40;
  /** Sums of what is the same in every packet. */
  readonly #ipSum: number;
  readonly #tcpSum: number;
  #identification = 0;

  constructor(from: RecordedEndpoint, to: RecordedEndpoint) {
    const source = ipAddressBytes(from.address);
    const destination = ipAddressBytes(to.address);
    const isFour = source.length === 4;
    this.#ipLength = isFour ? 20 : 40;
    this.#template = new Uint8Array(this.#ipLength + TCP_HEADER_BYTES);
    const view = new DataView(this.#template.buffer);
    if (isFour) {
      view.setUint16(0, 0x4500);
      // Don't fragment.
      view.setUint16(6, 0x4000);
      view.setUint8(8, HOP_LIMIT);
      view.setUint8(9, PROTOCOL_TCP);
      this.#template.set(source, 12);
      this.#template.set(destination, 16);
    } else {
      view.setUint8(0, 0x60);
      view.setUint8(6, PROTOCOL_TCP);
      view.setUint8(7, HOP_LIMIT);
      this.#template.set(source, 8);
      this.#template.set(destination, 24);
    }
    view.setUint16(this.#ipLength, from.port);
    view.setUint16(this.#ipLength + 2, to.port);
    view.setUint16(this.#ipLength + 14, WINDOW);
    this.#ipSum = onesComplementSum(this.#template.subarray(0, this.#ipLength));
    // The pseudo-header has addresses and protocol (RFC 9293, section 3.1; RFC 8200, section 8.1).
    this.#tcpSum =
      onesComplementSum(source) +
      onesComplementSum(destination) +
      PROTOCOL_TCP +
      onesComplementSum(this.#template.subarray(this.#ipLength));
  }

  /** Bytes that `write` takes. */
  length(flags: number): number {
    return this.#template.length + (flags & SYN ? synOptions.length : 0);
  }

  /** Writes the headers of a segment at `offset` of `bytes`, which `view` is a view of. */
  write(bytes: Uint8Array, view: DataView, offset: number, segment: Segment): void {
    const { flags, sequence, acknowledgement, payload } = segment;
    const length = this.length(flags);
    const tcp = offset + this.#ipLength;
    const tcpLength = length - this.#ipLength + payload.length;
    bytes.set(this.#template, offset);
    if (this.#ipLength === 20) {
      this.#identification = (this.#identification + 1) & 0xffff;
      const total = length + payload.length;
      view.setUint16(offset + 2, total);
      view.setUint16(offset + 4, this.#identification);
      view.setUint16(offset + 10, ~foldSum(this.#ipSum + total + this.#identification) & 0xffff);
    } else {
      view.setUint16(offset + 4, tcpLength);
    }
    const dataOffsetAndFlags = ((length - this.#ipLength) << 10) | flags;
    view.setUint32(tcp + 4, sequence);
    view.setUint32(tcp + 8, acknowledgement);
    view.setUint16(tcp + 12, dataOffsetAndFlags);
    let sum =
      this.#tcpSum + tcpLength + dataOffsetAndFlags + sequence + acknowledgement + onesComplementSum(payload);
    if (flags & SYN) {
      bytes.set(synOptions, tcp + TCP_HEADER_BYTES);
      sum += onesComplementSum(synOptions);
    }
    view.setUint16(tcp + 16, ~foldSum(sum) & 0xffff);
  }
}
