import type { ConnectionNote } from '../../../layer/connection-note.ts';
import type { Timestamp } from '../../../layer/origin.ts';
import type { ReadBytes, ReadMemory } from '../read-memory.ts';
import { connectionNoteText } from './connection-note.ts';
import type { PacketRecorder } from './packet-recorder.ts';
import { ACK, FIN, PSH, type RecordedEndpoint, RST, SYN, TcpHeaders } from './tcp-headers.ts';

export type Side = 'client' | 'server';

/** A little less than an IP packet takes; the largest reads are four of it. */
const MAX_SEGMENT_BYTES = 64_000;

/** The receiver acknowledges after this many bytes, as readers of long one-sided streams expect. */
const ACKNOWLEDGE_BYTES = 64 * 1024;

interface SideState {
  readonly headers: TcpHeaders;
  /** Sequence number of the next byte; wraps at 2^32. */
  next: number;
  /** Bytes sent that the other side has not acknowledged. */
  unacknowledged: number;
  ended: boolean;
}

/** A proxied connection as the TCP conversation that it would have been: what happens in, packets out. */
export class RecordedConnection {
  readonly #recorder: PacketRecorder;
  readonly #client: SideState;
  readonly #server: SideState;
  /** Written with the next packet. */
  #note: ConnectionNote | null = null;
  #over = false;

  /** `initial`: the sequence number that each side begins with; see `initialSequence`. */
  constructor(recorder: PacketRecorder, client: RecordedEndpoint, server: RecordedEndpoint, initial = 0) {
    this.#recorder = recorder;
    this.#client = sideState(new TcpHeaders(client, server), initial);
    this.#server = sideState(new TcpHeaders(server, client), initial);
  }

  open(note: ConnectionNote, at: Timestamp): void {
    this.#note = note;
    this.#control('client', SYN, at);
    this.#control('server', SYN | ACK, at);
    this.#control('client', ACK, at);
  }

  note(note: ConnectionNote): void {
    this.#note = { ...this.#note, ...note };
  }

  /** See `PacketRecorder.wait`. */
  get wait(): Promise<void> | null {
    return this.#recorder.wait;
  }

  /** Bytes that were forwarded. Returns how many of them are not recorded. */
  bytes(from: Side, { bytes, memory }: ReadBytes, at: Timestamp): number {
    const sender = from === 'client' ? this.#client : this.#server;
    let lost = 0;
    for (let offset = 0; offset < bytes.length; offset += MAX_SEGMENT_BYTES) {
      const whole = offset === 0 && bytes.length <= MAX_SEGMENT_BYTES;
      const payload = whole ? bytes : bytes.subarray(offset, offset + MAX_SEGMENT_BYTES);
      if (!this.#send(from, PSH | ACK, payload, at, memory)) lost += payload.length;
      sender.next = (sender.next + payload.length) >>> 0;
      sender.unacknowledged += payload.length;
    }
    if (sender.unacknowledged >= ACKNOWLEDGE_BYTES) this.#control(other(from), ACK, at);
    return lost;
  }

  /** The side sends nothing more. */
  end(from: Side, at: Timestamp): void {
    if (this.#over || this.#sideState(from).ended) return;
    this.#control(from, FIN | ACK, at);
    this.#sideState(from).ended = true;
    if (!this.#sideState(other(from)).ended) return;
    this.#over = true;
    this.#control(other(from), ACK, at);
  }

  /** The side broke the connection off. */
  reset(from: Side, at: Timestamp): void {
    if (this.#over) return;
    this.#over = true;
    this.#control(from, RST | ACK, at);
  }

  #control(from: Side, flags: number, at: Timestamp): void {
    this.#send(from, flags, NO_BYTES, at);
    const sender = this.#sideState(from);
    // SYN and FIN take a place in the sequence (RFC 9293, section 3.4).
    if (flags & (SYN | FIN)) sender.next = (sender.next + 1) >>> 0;
  }

  #send(
    from: Side,
    flags: number,
    payload: Uint8Array,
    at: Timestamp,
    memory: ReadMemory | null = null,
  ): boolean {
    const sender = this.#sideState(from);
    const receiver = this.#sideState(other(from));
    const segment = {
      flags,
      sequence: sender.next,
      acknowledgement: flags & ACK ? receiver.next : 0,
      payload,
    };
    const note = this.#note === null ? null : connectionNoteText(this.#note);
    if (!this.#recorder.packet(sender.headers, segment, at, note, memory)) return false;
    this.#note = null;
    receiver.unacknowledged = 0;
    return true;
  }

  #sideState(side: Side): SideState {
    return side === 'client' ? this.#client : this.#server;
  }
}

const NO_BYTES = new Uint8Array(0);

function sideState(headers: TcpHeaders, next: number): SideState {
  return { headers, next, unacknowledged: 0, ended: false };
}

/** 2^32 divided by the golden ratio: its multiples lie far apart, however many there are. */
const SEQUENCE_STEP = 0x9e3779b1;

/**
 * What the nth connection begins with. Addresses are used again, on loopback within a second: a reader takes a
 * SYN with another number for another connection, and one with the same for the same SYN, sent twice.
 */
export function initialSequence(connection: number): number {
  return Math.imul(connection, SEQUENCE_STEP) >>> 0;
}

function other(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}
