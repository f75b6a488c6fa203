import type { HeaderList, HttpEvent } from '../http/events.ts';
import { type Layer, NO_EVENTS } from '../layer/layer.ts';
import { type Direction, type Origin, opposite, type Timestamp } from '../layer/origin.ts';
import { DirectionReader, type DirectionSink } from './direction-reader.ts';
import { CANCEL, errorName, NO_ERROR } from './frames/error-codes.ts';
import type { Goaway } from './frames/goaway.ts';
import type { BlockStart } from './header-block-collector.ts';
import type { HeaderField } from './hpack/header-field.ts';
import type { HeaderBlock } from './hpack/hpack-decoder.ts';
import type { Http2Side } from './http2-side.ts';
import { type Http2IssueCode, http2IssueCodes } from './issue-codes.ts';
import { isHead, toRequestHead, toResponseHead } from './message-heads.ts';
import { PendingWire } from './pending-wire.ts';
import { type Http2Stream, type Side, StreamTable } from './stream-table.ts';

export interface Http2LayerOptions {
  /** The direction that is taken for the client's until a preface or a request tells better. */
  readonly clientDirection: Direction;
  /** The first bytes given need not be the first that were sent. */
  readonly joinedLate?: boolean;
  /** Tell the frames of each stream as they were sent too. */
  readonly wire?: boolean;
}

/** See `ConnectionEnd` of `http1`. */
export type ConnectionEnd = 'closed' | 'reset' | 'capture-end';

/** Client and server would mislead: on a BuildKit session the daemon is the client. */
const roles: Readonly<Record<Side, string>> = { client: 'asking', server: 'answering' };
const NO_TRAILERS: HeaderList = [];
/** Of a GOAWAY's own words only what is surely text is repeated, and not more. */
const MAX_DEBUG_TEXT = 100;

/**
 * HTTP/2 of one connection (RFC 9113): bytes of both directions in, exchanges out, one for each stream. A
 * connection that is joined in the middle, or lost bytes, goes on with the next frame; header fields that
 * then refer to what nobody saw are `UNKNOWN`.
 */
export class Http2Layer implements Layer<HttpEvent> {
  #clientDirection: Direction;
  readonly #readers: Readonly<Record<Direction, DirectionReader>>;
  readonly #streams = new StreamTable();
  readonly #ended = { client: false, server: false };
  /** Frames may be missing, so that a stream need not have begun where it is first seen. */
  #framesLost: boolean;
  #rolesKnown = false;
  #finished = false;
  #events: HttpEvent[] = [];
  readonly #wire: PendingWire | null;

  constructor({ clientDirection, joinedLate = false, wire = false }: Http2LayerOptions) {
    this.#clientDirection = clientDirection;
    this.#wire = wire ? new PendingWire() : null;
    this.#framesLost = joinedLate;
    const reader = (direction: Direction): DirectionReader =>
      new DirectionReader(this.#sink(direction), joinedLate);
    this.#readers = { 'a-to-b': reader('a-to-b'), 'b-to-a': reader('b-to-a') };
  }

  /** The direction that holds requests, as far as is known. */
  get clientDirection(): Direction {
    return this.#clientDirection;
  }

  /** No exchange is going on. */
  get idle(): boolean {
    return this.#streams.size === 0;
  }

  /** Settings, pings and windows of one direction, for information. */
  side(direction: Direction): Http2Side {
    return this.#readers[direction].side;
  }

  push(bytes: Uint8Array, { direction, at }: Origin): readonly HttpEvent[] {
    if (this.#finished) return NO_EVENTS;
    this.#readers[direction].push(bytes, at);
    return this.#take();
  }

  gap(missing: number, { direction, at }: Origin): readonly HttpEvent[] {
    if (this.#finished || missing <= 0) return NO_EVENTS;
    this.#readers[direction].gap(missing, at);
    return this.#take();
  }

  end({ direction, at }: Origin): readonly HttpEvent[] {
    if (this.#finished) return NO_EVENTS;
    this.#endSide(this.#side(direction), direction, at);
    return this.#take();
  }

  /**
   * The connection is over: the last call, with which every exchange gets its end. Those that have not ended
   * by then are `open` where the capture ended first, and `aborted` otherwise.
   */
  finish(at: Timestamp, how: ConnectionEnd): readonly HttpEvent[] {
    if (this.#finished) return NO_EVENTS;
    this.#finished = true;
    if (how === 'closed') {
      this.#endSide('client', this.#clientDirection, at);
      this.#endSide('server', opposite(this.#clientDirection), at);
    }
    for (const stream of this.#streams.all()) {
      this.#endMessages(stream, at);
      this.#endExchange(stream, at, how === 'capture-end' ? 'open' : 'aborted');
    }
    return this.#take();
  }

  #take(): readonly HttpEvent[] {
    if (this.#wire !== null) {
      this.#events.push(...this.#wire.take((stream) => this.#streams.get(stream) !== null));
      this.#wire.take((stream) => this.#streams.hasEnded(stream));
    }
    if (this.#events.length === 0) return NO_EVENTS;
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #side(direction: Direction): Side {
    return direction === this.#clientDirection ? 'client' : 'server';
  }

  #sink(direction: Direction): DirectionSink {
    return {
      preface: () => this.#isClient(direction),
      headers: (start, block) => this.#headers(direction, start, block),
      data: (id, bytes, at, frameStart) => {
        const side = this.#side(direction);
        const stream = this.#stream(id, at);
        if (stream === null || stream[side].over) return;
        const kind = side === 'client' ? 'request-data' : 'response-data';
        this.#events.push({ kind, stream: id, at, bytes, frameStart });
      },
      dataGap: (id, missing, at) => this.#dataGap(this.#side(direction), id, missing, at),
      dataEnd: (id, endStream, at) => {
        const stream = this.#stream(id, at);
        if (stream !== null && endStream) this.#over(stream, this.#side(direction), at, true, NO_TRAILERS);
      },
      unread: (id, endStream, at) => {
        this.#framesLost = true;
        this.#mayHaveLost(this.#side(direction), this.#streams.get(id), 0, at);
        const stream = this.#streams.get(id);
        if (stream !== null && endStream) this.#over(stream, this.#side(direction), at, false, NO_TRAILERS);
      },
      lost: (missing, at) => this.#lost(this.#side(direction), missing, at),
      reset: (id, errorCode, at) => this.#reset(this.#side(direction), id, errorCode, at),
      goaway: (goaway, at) => this.#goaway(this.#side(direction), goaway, at),
      maxFrameSize: (bytes) => this.#readers[opposite(direction)].allowFrameSize(bytes),
      issue: (code, message, at, stream) => this.#issue(code, message, at, stream),
      wire: this.#wireSink(direction),
    };
  }

  #wireSink(direction: Direction): DirectionSink['wire'] {
    const pending = this.#wire;
    if (pending === null) return null;
    return (header, part, bytes, at) => {
      const side = this.#side(direction) === 'client' ? 'request' : 'response';
      pending.push(header, part, side, bytes, at);
    };
  }

  /** Who sends the preface or a request is the client, whatever was thought before. */
  #isClient(direction: Direction): void {
    if (this.#rolesKnown) return;
    this.#rolesKnown = true;
    if (this.#clientDirection === direction) return;
    this.#clientDirection = direction;
    const { client, server } = this.#ended;
    this.#ended.client = server;
    this.#ended.server = client;
  }

  // --- heads and trailers

  #headers(direction: Direction, start: BlockStart, block: HeaderBlock): void {
    if (block.fields.some(([name]) => name === ':method')) this.#isClient(direction);
    // Only an answer has a status; that of a gRPC call may be all that was captured of it.
    else if (block.fields.some(isStatus)) this.#isClient(opposite(direction));
    const side = this.#side(direction);
    const { stream: id, at, endStream } = start;
    const stream = side === 'client' ? this.#requested(id, at) : this.#stream(id, at);
    if (stream === null || stream[side].over) return;
    const complete = block.outcome === 'whole';
    if (stream[side].begun || !isHead(block.fields, endStream)) {
      this.#unknownFields(block, stream, at);
      this.#over(stream, side, at, complete && endStream, block.fields);
      return;
    }
    const interim =
      side === 'client' ? this.#requestHead(stream, block, at) : this.#responseHead(stream, block, at);
    this.#unknownFields(block, stream, at);
    if (endStream && !interim) this.#over(stream, side, at, complete, NO_TRAILERS);
  }

  #requestHead(stream: Http2Stream, { fields }: HeaderBlock, at: Timestamp): false {
    const { head, malformed } = toRequestHead(fields);
    stream.client.begun = true;
    this.#events.push({ kind: 'request-head', stream: stream.id, at, ...head });
    if (malformed) this.#malformed(stream, at);
    return false;
  }

  /** True for an interim response, after which the final one comes. */
  #responseHead(stream: Http2Stream, { fields }: HeaderBlock, at: Timestamp): boolean {
    const { head, malformed } = toResponseHead(fields);
    const interim = head.status >= 100 && head.status < 200;
    stream.server.begun = !interim;
    this.#events.push({
      kind: interim ? 'interim-response' : 'response-head',
      stream: stream.id,
      at,
      ...head,
    });
    if (malformed) this.#malformed(stream, at);
    return interim;
  }

  #malformed(stream: Http2Stream, at: Timestamp): void {
    this.#issue('http2/malformed-head', http2IssueCodes['http2/malformed-head'], at, stream.id);
  }

  #unknownFields({ unknown }: HeaderBlock, stream: Http2Stream, at: Timestamp): void {
    if (unknown === 0) return;
    stream.damaged = true;
    const message = `${unknown} header fields refer to a table that was not captured.`;
    this.#issue('http2/headers-unknown', message, at, stream.id);
  }

  // --- streams

  /** The stream that a client's head is about: a new one, unless it has been seen. */
  #requested(id: number, at: Timestamp): Http2Stream | null {
    return this.#streams.get(id) ?? (this.#streams.hasEnded(id) ? null : this.#open(id, at));
  }

  /** A stream that must have been opened before; of one that may have been, while nobody looked, a new record. */
  #stream(id: number, at: Timestamp): Http2Stream | null {
    const known = this.#streams.get(id);
    if (known !== null) return known;
    // Frames may still be under way when a stream has ended (RFC 9113, section 5.1).
    if (this.#streams.hasEnded(id)) return null;
    if (!this.#framesLost) {
      this.#issue('http2/unknown-stream', `a frame about stream ${id}, which was never opened.`, at, null);
      return null;
    }
    const stream = this.#open(id, at);
    stream.damaged = true;
    stream.endMayBeLost = true;
    return stream;
  }

  #open(id: number, at: Timestamp): Http2Stream {
    const { stream, tooMany } = this.#streams.open(id);
    if (tooMany !== null) {
      this.#issue('http2/stream-limit', http2IssueCodes['http2/stream-limit'], at, tooMany.id);
      tooMany.damaged = true;
      tooMany.endMayBeLost = true;
      this.#endMessages(tooMany, at);
      this.#endExchange(tooMany, at, 'incomplete');
    }
    if (this.#ended.client) stream.client.over = true;
    if (this.#ended.server) stream.server.over = true;
    return stream;
  }

  #over(stream: Http2Stream, side: Side, at: Timestamp, complete: boolean, trailers: HeaderList): void {
    const message = stream[side];
    if (message.over) return;
    message.over = true;
    if (!complete) stream.cut = true;
    const kind = side === 'client' ? 'request-end' : 'response-end';
    this.#events.push({ kind, stream: stream.id, at, complete, trailers });
    if (stream.client.over && stream.server.over) {
      this.#endExchange(stream, at, stream.cut ? 'aborted' : 'complete');
    }
  }

  #endExchange(
    stream: Http2Stream,
    at: Timestamp,
    state: 'complete' | 'open' | 'aborted' | 'incomplete',
  ): void {
    if (!this.#isOpen(stream)) return;
    this.#streams.end(stream.id);
    // Nothing follows an end.
    if (this.#wire !== null) this.#events.push(...this.#wire.take((id) => id === stream.id));
    const open = state === 'open' && !stream.endMayBeLost;
    const told = open ? 'open' : stream.damaged ? 'incomplete' : state;
    this.#events.push({ kind: 'exchange-end', stream: stream.id, at, state: told });
  }

  /** Both messages break off where they are. */
  #endMessages(stream: Http2Stream, at: Timestamp): void {
    for (const side of ['client', 'server'] as const) {
      const message = stream[side];
      if (message.over) continue;
      message.over = true;
      const kind = side === 'client' ? 'request-end' : 'response-end';
      this.#events.push({ kind, stream: stream.id, at, complete: false, trailers: NO_TRAILERS });
    }
  }

  #isOpen(stream: Http2Stream): boolean {
    return this.#streams.get(stream.id) === stream;
  }

  /**
   * RST_STREAM. Without an error it says that the rest of the request is not wanted, as the answer is whole
   * (RFC 9113, section 8.1): so ends a gRPC call whose client has not said that it is done.
   */
  #reset(side: Side, id: number, errorCode: number, at: Timestamp): void {
    const stream = this.#streams.get(id);
    if (stream === null) return;
    if (errorCode === NO_ERROR && stream.server.over && !stream.cut) {
      this.#over(stream, 'client', at, true, NO_TRAILERS);
      return;
    }
    // Who asks may have had enough: so ends a gRPC call that goes on and on. `aborted` says as much.
    if (side === 'server' || errorCode !== CANCEL) {
      const message = `the ${roles[side]} side gave the stream up: ${errorName(errorCode)}.`;
      this.#issue('http2/reset', message, at, id);
    }
    this.#endMessages(stream, at);
    this.#endExchange(stream, at, 'aborted');
  }

  #goaway(side: Side, { errorCode, lastStream, debugData }: Goaway, at: Timestamp): void {
    // Without an error it is how a connection is closed.
    if (errorCode === NO_ERROR) return;
    const text = Buffer.from(debugData.subarray(0, MAX_DEBUG_TEXT)).toString('latin1');
    const words = /^[\w .,:;'()/-]+$/.test(text) ? ` (${text})` : '';
    const message = `the ${roles[side]} side closes the connection: ${errorName(errorCode)}${words}; last stream ${lastStream}.`;
    this.#issue('http2/goaway', message, at, null);
  }

  // --- what is missing

  #dataGap(side: Side, id: number, missing: number, at: Timestamp): void {
    const stream = this.#stream(id, at);
    if (stream === null || stream[side].over) return;
    stream.damaged = true;
    this.#gapEvent(side, stream, missing, at);
  }

  /** Any stream of this side may have lost something. Whose bytes they were nobody knows, so none is given them. */
  #lost(side: Side, missing: number, at: Timestamp): void {
    this.#framesLost = true;
    const streams = this.#streams.all().filter((stream) => !stream[side].over);
    for (const stream of streams) this.#mayHaveLost(side, stream, streams.length === 1 ? missing : 0, at);
  }

  #mayHaveLost(side: Side, stream: Http2Stream | null, missing: number, at: Timestamp): void {
    if (stream === null || stream[side].over) return;
    stream.damaged = true;
    stream.endMayBeLost = true;
    this.#gapEvent(side, stream, missing, at);
  }

  #gapEvent(side: Side, stream: Http2Stream, missing: number, at: Timestamp): void {
    const kind = side === 'client' ? 'request-gap' : 'response-gap';
    this.#events.push({ kind, stream: stream.id, at, missing });
  }

  // --- ends

  #endSide(side: Side, direction: Direction, at: Timestamp): void {
    if (this.#ended[side]) return;
    this.#ended[side] = true;
    this.#readers[direction].end(at);
    for (const stream of this.#streams.all()) this.#over(stream, side, at, false, NO_TRAILERS);
    // No answer comes any more, and nobody is there to hear the rest of a request.
    if (side === 'server') {
      for (const stream of this.#streams.all()) this.#over(stream, 'client', at, false, NO_TRAILERS);
    }
  }

  #issue(code: Http2IssueCode, message: string, at: Timestamp, stream: number | null): void {
    // Of a stream that is not going on there is no exchange to show it with.
    const open = stream !== null && this.#streams.get(stream) !== null;
    this.#events.push({ kind: 'issue', code, message, at, stream: open ? stream : null });
  }
}

function isStatus([name]: HeaderField): boolean {
  return name === ':status' || name === 'grpc-status';
}
