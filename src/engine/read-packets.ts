import { readCapture } from '../capture/file/open-capture.ts';
import type { Direction, Timestamp } from '../layer/origin.ts';
import type { SeenSegment } from '../layer/seen-segment.ts';
import type { Endpoint, StreamEvent } from '../layer/stream-event.ts';
import type { CapturedSegment, SegmentMatter } from '../model/captured-segment.ts';
import type { Connection } from '../model/connection.ts';
import { endpointText } from '../pipeline/endpoint-text.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { type ReadPacket, SegmentReader } from '../pipeline/segment-reader.ts';
import { MAX_PACKETS, type PacketList } from '../views/view-model/packet-list.ts';
import type { PacketRange } from './packet-range.ts';

/** Which packets of which connection, in which capture file. */
export interface PacketsPlace {
  readonly path: string;
  readonly decoding: Pick<PipelineOptions, 'ports'>;
  readonly connection: Connection;
  readonly range: PacketRange;
}

/** Times step back where several processors captured; by less than this. */
const DISORDER: Timestamp = 1_000_000;

/** Reads the capture again, up to the last packet that is wanted. */
export async function readPackets({ path, decoding, connection, range }: PacketsPlace): Promise<PacketList> {
  const reader = new SegmentReader(decoding);
  const list = new SegmentList(connection, range);
  for await (const events of readCapture(path)) {
    for (const event of events) {
      if (event.kind === 'capture-interface') reader.addInterface();
      if (event.kind !== 'packet') continue;
      if (event.at > range.to + DISORDER) return list.result();
      list.take(reader.push(event));
      if (list.full) return list.result();
    }
  }
  return list.result();
}

/** Payload of one packet; empty where there is no such packet of TCP. */
export async function readPayload(
  path: string,
  decoding: Pick<PipelineOptions, 'ports'>,
  frame: number,
): Promise<Uint8Array> {
  const reader = new SegmentReader(decoding);
  for await (const events of readCapture(path)) {
    for (const event of events) {
      if (event.kind === 'capture-interface') reader.addInterface();
      if (event.kind !== 'packet') continue;
      const packet = reader.push(event);
      if (packet.frame < frame) continue;
      const [segment] = packet.segments;
      return new Uint8Array(segment?.bytes ?? []);
    }
  }
  return new Uint8Array();
}

/** One connection's packets, of all that a capture has. */
class SegmentList {
  readonly #connection: Connection;
  readonly #range: PacketRange;
  readonly #segments: CapturedSegment[] = [];
  readonly #offsets: Record<Direction, number> = { 'a-to-b': 0, 'b-to-a': 0 };
  /** Bytes that are missing, by the place behind them. */
  readonly #missing = { client: new Map<number, number>(), server: new Map<number, number>() };
  #client: Direction = 'a-to-b';
  #more = false;

  constructor(connection: Connection, range: PacketRange) {
    this.#connection = connection;
    this.#range = range;
  }

  get full(): boolean {
    return this.#more;
  }

  take({ frame, segments, events }: ReadPacket): void {
    for (const event of events) {
      if (event.kind === 'connection-open' && event.connection === this.#connection.id) {
        this.#client = clientDirection(this.#connection, event.b);
      }
    }
    for (const segment of segments) {
      if (segment.connection === this.#connection.id && this.#wants(segment.at)) this.#add(frame, segment);
    }
    for (const event of events) this.#noteMissing(event);
  }

  result(): PacketList {
    const segments = this.#segments.map((segment) => {
      const bytes = this.#missing[segment.from].get(segment.sequence);
      if (bytes === undefined || segment.length === 0) return segment;
      this.#missing[segment.from].delete(segment.sequence);
      const others = segment.matters.filter(({ kind }) => kind !== 'late-before');
      return { ...segment, matters: [{ kind: 'missing-before' as const, bytes }, ...others] };
    });
    return { connection: this.#connection, segments, more: this.#more, refused: null };
  }

  #wants(at: Timestamp): boolean {
    return at >= this.#range.from && at < this.#range.to;
  }

  #add(frame: number, segment: SeenSegment): void {
    if (this.#segments.length === MAX_PACKETS) {
      this.#more = true;
      return;
    }
    const { at, flags, sequence, acknowledgment, window, bytes, missing } = segment;
    this.#segments.push({
      frame,
      at,
      from: segment.direction === this.#client ? 'client' : 'server',
      flags,
      sequence,
      acknowledgment,
      window,
      length: bytes.length + missing,
      cut: missing,
      matters: mattersOf(segment),
    });
  }

  /** Only later is it known whether bytes come late or not at all. */
  #noteMissing(event: StreamEvent): void {
    if (!('connection' in event) || event.connection !== this.#connection.id) return;
    if (event.kind === 'stream-chunk') this.#offsets[event.direction] += event.bytes.length;
    if (event.kind !== 'stream-gap') return;
    this.#offsets[event.direction] += event.missing;
    // What the snap length cut is said of the packet that it was cut from.
    if (event.cause === 'snap-length') return;
    const side = event.direction === this.#client ? 'client' : 'server';
    this.#missing[side].set(1 + this.#offsets[event.direction], event.missing);
  }
}

/** By the addresses, as the connection knows which side asks; with a unix socket side a connected. */
function clientDirection({ client }: Connection, b: Endpoint): Direction {
  return client === endpointText(b) ? 'b-to-a' : 'a-to-b';
}

const RST = 0x04;

function mattersOf(segment: SeenSegment): readonly SegmentMatter[] {
  const { flags, window, missing, sentAgain, repeated, outOfOrder, ahead, keepAlive, late, copy } = segment;
  if (copy) return [{ kind: 'copy' }];
  const matters: SegmentMatter[] = [];
  const reset = (flags & RST) !== 0;
  if (reset) matters.push({ kind: 'reset' });
  if (sentAgain > 0 || repeated) matters.push({ kind: 'sent-again', bytes: sentAgain });
  if (outOfOrder) matters.push({ kind: 'out-of-order' });
  if (ahead > 0) matters.push({ kind: 'late-before', bytes: ahead });
  if (keepAlive) matters.push({ kind: 'keep-alive' });
  if (window === 0 && !reset) matters.push({ kind: 'zero-window' });
  if (missing > 0) matters.push({ kind: 'cut', bytes: missing });
  if (late && segment.bytes.length + missing > 0) matters.push({ kind: 'late' });
  return matters;
}
