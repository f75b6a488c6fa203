import { closeSync, openSync, writeSync } from 'node:fs';
import type { ExchangeTap } from '../docker/exchange-tap.ts';
import type { Exchange } from '../model/exchange.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { type Content, type ContentRef, MAX_SHOWN, type StreamPiece } from '../views/view-model/content.ts';
import { readExchanges } from './read-exchanges.ts';
import { readPayload } from './read-packets.ts';
import { passRaw } from './read-raw.ts';
import { hasSecret, shownBody } from './shown-body.ts';

/** Which bytes of which exchange, in which capture file. */
export interface ContentPlace {
  readonly path: string;
  readonly decoding: Pick<PipelineOptions, 'ports'>;
  readonly record: Exchange;
  readonly ref: ContentRef;
  /** Another connection is inside of it, whose calls may bring secrets. */
  readonly carries?: boolean;
}

/** Pieces of a stream that are told apart; what is more is joined to the last one of its kind. */
const MAX_PIECES = 20_000;

/** Reads the capture again, up to where the content is, and gives what a screen shows of it. */
export async function readContent(place: ContentPlace): Promise<Content> {
  const most = MAX_SHOWN[place.ref.kind];
  const kept: Uint8Array[] = [];
  const pieces: StreamPiece[] = [];
  let size = 0;
  let cut = false;
  const keep = (bytes: Uint8Array): number => {
    const room = most - size;
    if (bytes.length > room) cut = true;
    const part = bytes.subarray(0, room);
    if (part.length > 0) kept.push(new Uint8Array(part));
    size += part.length;
    return part.length;
  };
  const sink: ContentSink = {
    bytes: keep,
    piece: (name, at, bytes) => {
      const length = keep(bytes);
      if (length > 0 && pieces.length < MAX_PIECES) pieces.push({ name, at, length });
    },
    full: () => cut,
  };
  await passContent(place, sink);
  const bytes = Buffer.concat(kept);
  const { ref, record } = place;
  // A part of a head or of a body shows nobody where a secret begins.
  if (ref.kind === 'packet' || ref.kind === 'raw')
    return { bytes, cut, pieces, json: null, secret: bytes.length > 0 };
  const message = ref.kind === 'body' ? record[ref.side] : null;
  if (message === null) {
    const secret = ref.kind === 'stream' && place.carries === true && bytes.length > 0;
    return { bytes, cut, pieces, json: null, secret };
  }
  const shown = shownBody(bytes, cut, message.body, record.operation);
  const messages = ref.kind === 'body' ? (record.docker.grpc?.[ref.side].content ?? []) : [];
  return { ...shown, pieces, secret: shown.secret || messages.some(hasSecret) };
}

/** Writes a content to a new file; gives its bytes. A file that is there stays as it is. */
export async function saveContent(place: ContentPlace, target: string): Promise<number> {
  const file = openSync(target, 'wx', 0o600);
  let size = 0;
  const write = (bytes: Uint8Array) => {
    let done = 0;
    while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done);
    size += bytes.length;
  };
  try {
    await passContent(place, { bytes: write, piece: (_, __, bytes) => write(bytes), full: () => false });
  } finally {
    closeSync(file);
  }
  return size;
}

interface ContentSink {
  readonly bytes: (bytes: Uint8Array) => void;
  readonly piece: (name: StreamPiece['name'], at: number, bytes: Uint8Array) => void;
  /** It has enough. */
  readonly full: () => boolean;
}

async function passContent({ path, decoding, record, ref }: ContentPlace, sink: ContentSink): Promise<void> {
  if (ref.kind === 'packet') return sink.bytes(await readPayload(path, decoding, ref.frame));
  let whole = false;
  const tap: ExchangeTap = {
    body(side, bytes) {
      if (ref.kind === 'body' && ref.side === side) sink.bytes(bytes);
    },
    stream(name, bytes, at) {
      if (ref.kind === 'stream') sink.piece(name, at, bytes);
    },
    entry() {},
    content(side, index, bytes) {
      if (ref.kind === 'file' && ref.side === side && ref.index === index) sink.bytes(bytes);
    },
    contentEnd(side, index) {
      if (ref.kind === 'file' && ref.side === side && ref.index === index) whole = true;
    },
  };
  if (ref.kind === 'raw') {
    return await passRaw(
      { path, decoding, record },
      { body() {}, wire: (_side, _part, bytes) => sink.bytes(bytes) },
    );
  }
  const options = { ...decoding, tap: (id: number) => (id === record.id ? tap : null) };
  for await (const events of readExchanges(path, options)) {
    if (whole || sink.full()) return;
    if (events.some((event) => event.kind === 'exchange-closed' && event.exchange.id === record.id)) return;
  }
}
