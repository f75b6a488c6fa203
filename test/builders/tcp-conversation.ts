import type { IpPayload } from '../../src/layer/ip-payload.ts';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import type { TcpLayer } from '../../src/tcp/tcp-layer.ts';
import { tcpIpPayload, tcpSegment } from './tcp-segment.ts';

/** Where the clock of every conversation starts: 2024-01-01T00:00:00Z. */
export const START = 1_704_067_200_000_000;

export interface SendOptions {
  /** Place of the first payload byte in the sender's stream; by default behind all it has sent. */
  readonly seq?: number;
  /** Bytes of the other stream that are acknowledged; by default all it has sent. Null: no ACK. */
  readonly ack?: number | null;
  readonly window?: number;
  /** Flags beside ACK, in tcpdump's letters. */
  readonly flags?: string;
  /** Payload bytes that the snap length cuts off. */
  readonly cut?: number;
}

export interface ConversationOptions {
  /** The SYNs' own sequence numbers. */
  readonly a?: number;
  readonly b?: number;
  readonly aPort?: number;
  readonly version?: 4 | 6;
}

/** A packet of a script, and how long after the one before it is captured. */
export interface ScriptPacket {
  readonly ip: IpPayload;
  readonly delay: number;
}

/** One side of a conversation; each call makes one packet, whether or not it is then captured. */
export class Side {
  readonly #endpoint: { readonly address: readonly number[]; readonly port: number };
  readonly #initial: number;
  other: Side = this;
  sent = 0;
  ended = false;

  constructor(address: readonly number[], port: number, initial: number) {
    this.#endpoint = { address, port };
    this.#initial = initial;
  }

  /** Bytes, and the FIN where there was one. */
  get acknowledgeable(): number {
    return this.sent + (this.ended ? 1 : 0);
  }

  syn(data = ''): ScriptPacket {
    return this.#packet(this.#initial, null, 'S', data);
  }

  synAck(data = '', ack = this.other.sent): ScriptPacket {
    return this.#packet(this.#initial, ack, 'S', data);
  }

  data(data: string | Uint8Array, options: SendOptions = {}): ScriptPacket {
    const seq = options.seq ?? this.acknowledgeable;
    const ack = options.ack === undefined ? this.other.acknowledgeable : options.ack;
    return this.#packet(this.#initial + 1 + seq, ack, options.flags ?? '', data, options);
  }

  ack(options: SendOptions = {}): ScriptPacket {
    return this.data('', options);
  }

  fin(data: string | Uint8Array = '', options: SendOptions = {}): ScriptPacket {
    const packet = this.data(data, { ...options, flags: `F${options.flags ?? ''}` });
    this.ended = true;
    return packet;
  }

  rst(options: SendOptions = {}): ScriptPacket {
    return this.data('', { ...options, flags: 'R' });
  }

  #packet(
    sequence: number,
    ack: number | null,
    flags: string,
    data: string | Uint8Array,
    { cut = 0, window }: Pick<SendOptions, 'cut' | 'window'> = {},
  ): ScriptPacket {
    const payload = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    const position = sequence + (flags.includes('S') ? 1 : 0) - this.#initial - 1;
    if (payload.length > 0) this.sent = Math.max(this.sent, position + payload.length);
    const segment = tcpSegment({
      sourcePort: this.#endpoint.port,
      destinationPort: this.other.#endpoint.port,
      sequence: sequence >>> 0,
      ...(ack !== null && { acknowledgment: (this.other.#initial + 1 + ack) >>> 0 }),
      flags: ack === null ? flags : `${flags}.`,
      ...(window !== undefined && { window }),
      payload,
    });
    const ip = tcpIpPayload(this.#endpoint.address, this.other.#endpoint.address, segment, { cut });
    return { ip, delay: 1_000 };
  }
}

export class Conversation {
  readonly a: Side;
  readonly b: Side;

  constructor({ a = 1000, b = 5000, aPort = 40_000, version = 4 }: ConversationOptions = {}) {
    const address = (last: number) =>
      version === 4 ? [10, 0, 0, last] : [0xfd, ...Array<number>(14).fill(0), last];
    this.a = new Side(address(1), aPort, a);
    this.b = new Side(address(2), 2375, b);
    this.a.other = this.b;
    this.b.other = this.a;
  }

  handshake(): ScriptPacket[] {
    return [this.a.syn(), this.b.synAck(), this.a.ack()];
  }
}

/** The same packet, captured `milliseconds` after the one before it. */
export function later(milliseconds: number, packet: ScriptPacket): ScriptPacket {
  return { ...packet, delay: milliseconds * 1_000 };
}

/** Feeds the packets, by default one each millisecond; ends the capture unless told not to. */
export function play(layer: TcpLayer, packets: readonly ScriptPacket[], { end = true } = {}): StreamEvent[] {
  let at = START;
  const events: StreamEvent[] = [];
  for (const { ip, delay } of packets) {
    at += delay;
    const bytes = ip.bytes.slice();
    for (const event of layer.push({ ...ip, bytes, at })) {
      events.push(event.kind === 'stream-chunk' ? { ...event, bytes: event.bytes.slice() } : event);
    }
    // A packet's bytes are valid only during the call.
    bytes.fill(0x21);
  }
  if (end) events.push(...layer.end(at));
  return events;
}
