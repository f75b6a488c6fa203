import type { ExchangeTap, MessageSide, SentPart } from '../docker/exchange-tap.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Exchange } from '../model/exchange.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { MAX_SHOWN } from '../views/view-model/content.ts';
import { MAX_RAW_BYTES, type Raw, type RawPiece } from '../views/view-model/raw.ts';
import { bodyHoldsSecret, headHoldsSecret, maskHead } from './raw-secrets.ts';
import { readExchanges } from './read-exchanges.ts';

/** Which exchange of which capture file. */
export interface RawPlace {
  readonly path: string;
  readonly decoding: Pick<PipelineOptions, 'ports'>;
  readonly record: Exchange;
  /** A connection is inside of it, whose calls may bring secrets. */
  readonly carries: boolean;
}

type Sender = 'client' | 'server';

/** Pieces that are told apart; in more, later ones are joined to the side's last. */
const MAX_PIECES = 20_000;

/** Reads the capture again, and gives what a screen shows of an exchange's bytes. */
export async function readRaw(place: RawPlace): Promise<Raw> {
  const collector = new RawCollector(place);
  await passRaw(place, collector);
  return collector.raw();
}

/** Hands out all bytes of an exchange as they were sent, and its bodies. */
export async function passRaw(
  { path, decoding, record }: Pick<RawPlace, 'path' | 'decoding' | 'record'>,
  tap: Pick<ExchangeTap, 'wire' | 'wireGap' | 'body'>,
): Promise<void> {
  const whole: ExchangeTap = {
    body: (side, bytes) => tap.body(side, bytes),
    stream() {},
    entry() {},
    content() {},
    contentEnd() {},
    wire: (side, part, bytes, at) => tap.wire?.(side, part, bytes, at),
    wireGap: (side, missing, at) => tap.wireGap?.(side, missing, at),
  };
  const options = { ...decoding, wire: true, tap: (id: number) => (id === record.id ? whole : null) };
  for await (const events of readExchanges(path, options)) {
    if (events.some((event) => event.kind === 'exchange-closed' && event.exchange.id === record.id)) return;
  }
}

interface Taken {
  readonly side: MessageSide;
  readonly part: SentPart;
  readonly at: Timestamp;
  readonly bytes: Uint8Array[];
}

class RawCollector implements Pick<ExchangeTap, 'wire' | 'wireGap' | 'body'> {
  readonly #place: RawPlace;
  readonly #taken: (
    | Taken
    | { readonly side: MessageSide; readonly missing: number; readonly at: Timestamp }
  )[] = [];
  readonly #sizes = { request: 0, response: 0 };
  readonly #bodies = {
    request: { bytes: [] as Uint8Array[], size: 0 },
    response: { bytes: [] as Uint8Array[], size: 0 },
  };

  constructor(place: RawPlace) {
    this.#place = place;
  }

  wire(side: MessageSide, part: SentPart, bytes: Uint8Array, at: Timestamp): void {
    const room = Math.max(0, MAX_RAW_BYTES - this.#sizes[side]);
    this.#sizes[side] += bytes.length;
    const kept = bytes.subarray(0, room);
    if (kept.length === 0) return;
    const last = this.#taken.at(-1);
    const joins = last !== undefined && 'part' in last && last.side === side && last.part === part;
    if (joins && part !== 'head') last.bytes.push(new Uint8Array(kept));
    else if (this.#taken.length < MAX_PIECES) {
      this.#taken.push({ side, part, at, bytes: [new Uint8Array(kept)] });
    }
  }

  wireGap(side: MessageSide, missing: number, at: Timestamp): void {
    if (this.#taken.length < MAX_PIECES) this.#taken.push({ side, missing, at });
  }

  body(side: MessageSide, bytes: Uint8Array): void {
    const body = this.#bodies[side];
    const kept = bytes.subarray(0, Math.max(0, MAX_SHOWN.body - body.size));
    if (kept.length > 0) body.bytes.push(new Uint8Array(kept));
    body.size += bytes.length;
  }

  raw(): Raw {
    const hides = { request: this.#hides('request'), response: this.#hides('response') };
    const shown = { request: 0, response: 0 };
    const pieces = this.#taken.map((taken): RawPiece => {
      const { side, at } = taken;
      const from = this.#sender(side);
      if (!('part' in taken)) return { kind: 'gap', from, at, missing: taken.missing };
      const bytes = Buffer.concat(taken.bytes);
      shown[side] += bytes.length;
      return { kind: 'bytes', from, at, bytes, masked: this.#masked(taken, bytes, hides[side]) };
    });
    const left = { client: 0, server: 0 };
    for (const side of ['request', 'response'] as const) {
      left[this.#sender(side)] = this.#sizes[side] - shown[side];
    }
    return { pieces, left };
  }

  /** On a session the daemon asks. */
  #sender(side: MessageSide): Sender {
    const daemonAsks = this.#place.record.docker.grpc?.caller === 'daemon';
    return (side === 'request') === daemonAsks ? 'server' : 'client';
  }

  #masked({ side, part }: Taken, bytes: Uint8Array, hides: Hidden): Uint8Array | null {
    const { record, carries } = this.#place;
    const nothing = new Uint8Array();
    switch (part) {
      case 'head':
        if (record.stream === null) return maskHead(bytes, side);
        return hides.head ? nothing : null;
      case 'framing':
        return record.stream === null ? maskHead(bytes, null) : null;
      case 'body':
        return hides.body ? nothing : null;
      case 'stream':
        return carries ? nothing : null;
    }
  }

  #hides(side: MessageSide): Hidden {
    const { record, carries } = this.#place;
    const { bytes, size } = this.#bodies[side];
    const whole = record[side]?.body.complete === true && size <= MAX_SHOWN.body;
    const body = { bytes: Buffer.concat(bytes), cut: !whole };
    return {
      head: record.stream !== null && headHoldsSecret(record, side),
      body: (carries && record.stream !== null) || bodyHoldsSecret(record, side, body),
    };
  }
}

interface Hidden {
  readonly head: boolean;
  readonly body: boolean;
}
