import type { HeaderList, HttpEvent, WirePart } from '../http/events.ts';
import type { Timestamp } from '../layer/origin.ts';
import { ChunkedCoding } from './chunked-coding.ts';
import type { Framing } from './framing.ts';
import { HeadCollector } from './head-collector.ts';
import { HeldBytes, MAX_HELD_BYTES } from './held-bytes.ts';
import type { Http1IssueCode } from './issue-codes.ts';
import { NextStart } from './next-start.ts';
import { readTrailers } from './read-head.ts';
import { type MessageRole, VERSION_PREFIX } from './start-line.ts';
import { type SideEvent, type SideState, transition } from './transitions.ts';

/** What a reader asks and tells whoever pairs the messages of both sides. */
export interface MessagePairing {
  /**
   * The bytes of a head were found. `cut`: it broke off and nothing of its body can be read. `afterLoss`:
   * the place in the stream was lost before it. Null where the head cannot be read.
   */
  head(bytes: Uint8Array, facts: HeadFacts, events: HttpEvent[]): Message | null;
  /** The message is over. Answers whether what follows must be held (see `might-switch-protocol`). */
  over(complete: boolean, trailers: HeaderList, at: Timestamp, events: HttpEvent[]): 'next' | 'hold';
  /** Bytes of the current message, or between messages, are missing. */
  lost(events: HttpEvent[]): void;
}

export interface HeadFacts {
  /** Capture times of its first and its last byte. */
  readonly at: Timestamp;
  readonly endAt: Timestamp;
  readonly cut: boolean;
  readonly afterLoss: boolean;
}

export interface Message {
  readonly stream: number;
  /** `none`: another head of the same exchange follows. `hold`: the side has left HTTP, or is about to. */
  readonly framing: Framing | { readonly kind: 'none' } | { readonly kind: 'hold' };
  /** The request is not known, so this might answer HEAD and have no body: look before reading one. */
  readonly mayLackBody: boolean;
}

/** Empty lines before a head that are told; more are noise. */
const MAX_EMPTY_BYTES = 1024;

const LF = 0x0a;
const CR = 0x0d;
const NEXT_HEAD = Buffer.from(VERSION_PREFIX);
const NO_TRAILERS: HeaderList = [];

/** Reads the messages of one side, one after the other: bytes, gaps and the end in, events out. */
export class MessageReader {
  readonly #role: MessageRole;
  readonly #pairing: MessagePairing;
  #state: SideState = 'message-start';
  readonly #collector: HeadCollector;
  #emptyLines = 0;
  /** True from the first head on: bytes before it mean that the capture began late. */
  #hasRead = false;
  // The body that is being read.
  #stream = 0;
  #remaining = 0;
  #chunked: ChunkedCoding | null = null;
  #damaged = false;
  /** Bytes of `HTTP/1.` seen where a body should begin; -1 once that is settled. */
  #peeked = -1;
  // The place that is being looked for.
  #seeker: NextStart | null = null;
  #seekingFor: Http1IssueCode = 'http1/skipped';
  #inMessage = false;
  /** What came while a switch was possible; after it, what whoever reads on begins with. */
  readonly held = new HeldBytes();
  readonly #wire: boolean;
  /** Empty lines before a head, where bytes are told as they were sent. */
  #emptyBytes: number[] = [];

  /** With `wire` bytes are told as they were sent too, between the head and the end of their message. */
  constructor(role: MessageRole, pairing: MessagePairing, wire = false) {
    this.#role = role;
    this.#pairing = pairing;
    this.#wire = wire;
    this.#collector = new HeadCollector(role);
  }

  get state(): SideState {
    return this.#state;
  }

  push(bytes: Uint8Array, at: Timestamp, events: HttpEvent[]): void {
    let offset = 0;
    while (offset < bytes.length) {
      switch (this.#state) {
        case 'body':
          offset = this.#readBody(bytes, offset, at, events);
          break;
        case 'message-start':
          offset = this.#skipEmptyLines(bytes, offset);
          break;
        case 'head':
          offset = this.#readHead(bytes, offset, at, events);
          break;
        case 'seeking':
          offset = this.#seek(bytes, offset, at, events);
          break;
        case 'might-switch-protocol':
          this.#hold(bytes.subarray(offset), at, events);
          return;
        case 'switched':
        case 'ended':
          return;
      }
    }
  }

  gap(missing: number, at: Timestamp, events: HttpEvent[]): void {
    switch (this.#state) {
      case 'body':
        this.#gapInBody(missing, at, events);
        break;
      case 'head':
        this.#cutHead(at, missing, 'http1/head-cut', events);
        this.#loseFramingUnlessHeld(events);
        break;
      case 'message-start':
        this.#lostBetween(missing, at, events);
        this.#loseFraming('http1/skipped', false, events);
        break;
      case 'seeking':
        this.#reportSkipped(at, events);
        if (this.#inMessage) this.#emitGap(missing, at, events);
        else this.#lostBetween(missing, at, events);
        this.#loseFraming('http1/skipped', this.#inMessage, events);
        break;
      case 'might-switch-protocol':
        this.held.gap(missing, at);
        break;
      case 'switched':
      case 'ended':
        break;
    }
  }

  /** `whole` is false where the direction did not end by itself: a reset, or the capture's end. */
  end(whole: boolean, at: Timestamp, events: HttpEvent[]): void {
    switch (this.#state) {
      case 'body': {
        this.#settlePeek(at, events);
        const untilEnd = this.#chunked === null && this.#remaining === Number.POSITIVE_INFINITY;
        if (this.#state === 'body')
          this.#messageOver(untilEnd && whole && !this.#damaged, NO_TRAILERS, at, events);
        break;
      }
      case 'head':
        this.#cutHead(at, 0, 'http1/head-cut', events);
        break;
      case 'seeking':
        this.#stopSeeking(at, events);
        break;
      case 'might-switch-protocol':
        this.held.end(at);
        return;
      default:
        break;
    }
    if (this.state === 'might-switch-protocol') this.held.end(at);
    else this.#go('direction-over');
  }

  /** This side has left HTTP. */
  leaveHttp(): void {
    this.#go('switch-accepted');
  }

  /** This side stays with HTTP: what was held is read. */
  release(events: HttpEvent[]): void {
    this.#go('switch-refused');
    this.held.replay({
      push: (bytes, at) => this.push(bytes, at, events),
      gap: (missing, at) => this.gap(missing, at, events),
      end: (at) => this.end(true, at, events),
    });
  }

  // --- heads

  #skipEmptyLines(bytes: Uint8Array, from: number): number {
    let offset = from;
    while (bytes[offset] === CR || bytes[offset] === LF) {
      if (bytes[offset] === LF) this.#emptyLines += 1;
      if (this.#wire && this.#emptyBytes.length < MAX_EMPTY_BYTES) this.#emptyBytes.push(bytes[offset]!);
      offset += 1;
    }
    if (offset < bytes.length) this.#go('first-byte');
    return offset;
  }

  #readHead(bytes: Uint8Array, offset: number, at: Timestamp, events: HttpEvent[]): number {
    const end = this.#collector.read(bytes, offset, at);
    switch (this.#collector.outcome) {
      case 'more':
        break;
      case 'head':
        this.#headFound(this.#collector.head, this.#collector.at, at, false, events);
        this.#collector.reset();
        break;
      case 'not-http': {
        const pieces = this.#collector.takePieces();
        this.#loseFraming(this.#hasRead ? 'http1/not-http' : 'http1/joined-late', false, events);
        for (const piece of pieces) this.push(piece.bytes, piece.at, events);
        break;
      }
      case 'too-large':
        this.#cutHead(at, 0, 'http1/head-too-large', events);
        this.#loseFramingUnlessHeld(events);
        break;
    }
    return end;
  }

  #headFound(
    bytes: Uint8Array,
    at: Timestamp,
    endAt: Timestamp,
    afterLoss: boolean,
    events: HttpEvent[],
  ): void {
    this.#hasRead = true;
    const message = this.#pairing.head(bytes, { at, endAt, cut: false, afterLoss }, events);
    if (message === null) {
      this.#issue('http1/head-unreadable', 'A head cannot be read.', at, events, null, bytes.length);
      this.#loseFraming('http1/skipped', false, events);
      return;
    }
    this.#begin(message);
    this.#reportEmptyLines(at, events);
    this.#emitWire('head', bytes, at, events);
    const { framing } = message;
    switch (framing.kind) {
      case 'none':
        this.#go('message-over');
        return;
      case 'hold':
        this.#go('switch-possible');
        return;
      case 'length':
        if (framing.length === 0) {
          this.#messageOver(true, NO_TRAILERS, endAt, events);
          return;
        }
        this.#remaining = framing.length;
        break;
      case 'chunked':
        this.#chunked = new ChunkedCoding();
        break;
      case 'until-end':
        this.#remaining = Number.POSITIVE_INFINITY;
        break;
    }
    this.#peeked = message.mayLackBody ? 0 : -1;
    this.#go('body-begins');
  }

  #begin(message: Message): void {
    this.#stream = message.stream;
    this.#damaged = false;
    this.#chunked = null;
    this.#remaining = 0;
  }

  #reportEmptyLines(at: Timestamp, events: HttpEvent[]): void {
    if (this.#emptyBytes.length > 0) {
      this.#emitWire('framing', Uint8Array.from(this.#emptyBytes), at, events);
      this.#emptyBytes = [];
    }
    if (this.#emptyLines === 0) return;
    const message = `${this.#emptyLines} empty lines stand before a start line.`;
    this.#issue('http1/leading-empty-line', message, at, events, this.#stream, this.#emptyLines);
    this.#emptyLines = 0;
  }

  /** The head breaks off: shows the whole lines there are, as a message without a body. */
  #cutHead(at: Timestamp, missing: number, code: Http1IssueCode, events: HttpEvent[]): void {
    const lines = this.#collector.wholeLines();
    const taken = this.#collector.length;
    const all = this.#collector.all();
    const facts = { at: this.#collector.at, endAt: at, cut: true, afterLoss: false };
    const message = lines.length === 0 ? null : this.#pairing.head(lines, facts, events);
    this.#collector.reset();
    if (message === null) {
      this.#issue(code, `A head breaks off after ${taken} bytes.`, at, events, null, taken);
      if (missing > 0) this.#pairing.lost(events);
      return;
    }
    this.#hasRead = true;
    this.#begin(message);
    this.#emitWire('head', all, facts.at, events);
    this.#issue(code, `A head breaks off after ${taken} bytes.`, at, events, this.#stream, taken);
    if (missing > 0) this.#emitGap(missing, at, events);
    if (message.framing.kind === 'hold') this.#go('switch-possible');
    else if (message.framing.kind !== 'none') this.#messageOver(false, NO_TRAILERS, at, events);
  }

  // --- bodies

  #readBody(bytes: Uint8Array, from: number, at: Timestamp, events: HttpEvent[]): number {
    let offset = from;
    if (this.#peeked !== -1) {
      offset = this.#peekForHead(bytes, from, at, events);
      if (this.#peeked !== -1 || this.#state !== 'body') return offset;
    }
    if (this.#chunked !== null) return this.#readChunks(this.#chunked, bytes, offset, at, events);
    const rest = bytes.length - offset;
    if (this.#remaining >= rest) {
      this.#emitData(offset === 0 ? bytes : bytes.subarray(offset), at, events);
      this.#remaining -= rest;
      offset = bytes.length;
    } else {
      const end = offset + this.#remaining;
      this.#emitData(bytes.subarray(offset, end), at, events);
      this.#remaining = 0;
      offset = end;
    }
    if (this.#remaining === 0) this.#messageOver(!this.#damaged, NO_TRAILERS, at, events);
    return offset;
  }

  #readChunks(
    coding: ChunkedCoding,
    bytes: Uint8Array,
    from: number,
    at: Timestamp,
    events: HttpEvent[],
  ): number {
    let offset = from;
    while (offset < bytes.length) {
      if (coding.step === 'data') {
        const size = Math.min(coding.remaining, bytes.length - offset);
        this.#emitData(size === bytes.length ? bytes : bytes.subarray(offset, offset + size), at, events);
        coding.dataTaken(size);
        offset += size;
        continue;
      }
      const framing = offset;
      offset = coding.readFraming(bytes, offset);
      this.#emitWire('framing', bytes.subarray(framing, offset), at, events);
      if (coding.step === 'over') {
        this.#messageOver(!this.#damaged, readTrailers(coding.trailerBytes), at, events);
        return offset;
      }
      if (coding.step === 'broken') {
        if (!this.#damaged)
          this.#issue('http1/bad-chunk', 'The chunked coding is broken.', at, events, this.#stream);
        this.#loseFraming('http1/skipped', true, events);
        return offset;
      }
    }
    return offset;
  }

  /** A response to HEAD has no body: then the next head stands where the body should begin. */
  #peekForHead(bytes: Uint8Array, from: number, at: Timestamp, events: HttpEvent[]): number {
    let offset = from;
    let matched = this.#peeked;
    while (offset < bytes.length && matched < NEXT_HEAD.length && bytes[offset] === NEXT_HEAD[matched]) {
      offset += 1;
      matched += 1;
    }
    const fromBefore = NEXT_HEAD.subarray(0, this.#peeked);
    if (matched === NEXT_HEAD.length) {
      this.#peeked = -1;
      this.#messageOver(true, NO_TRAILERS, at, events);
      this.push(fromBefore, at, events);
      return from;
    }
    if (offset === bytes.length) {
      this.#peeked = matched;
      return offset;
    }
    this.#settlePeek(at, events);
    return from;
  }

  /** What was looked at is the body's after all. */
  #settlePeek(at: Timestamp, events: HttpEvent[]): void {
    const count = this.#peeked;
    this.#peeked = -1;
    if (count > 0) this.push(NEXT_HEAD.subarray(0, count), at, events);
  }

  #messageOver(complete: boolean, trailers: HeaderList, at: Timestamp, events: HttpEvent[]): void {
    this.#inMessage = false;
    const next = this.#pairing.over(complete, trailers, at, events);
    this.#go(next === 'hold' ? 'switch-possible' : 'message-over');
  }

  // --- gaps

  #gapInBody(missing: number, at: Timestamp, events: HttpEvent[]): void {
    this.#settlePeek(at, events);
    if (this.#state !== 'body') {
      this.gap(missing, at, events);
      return;
    }
    this.#damaged = true;
    const coding = this.#chunked;
    if (coding !== null) {
      this.#emitGap(missing, at, events);
      if (coding.step === 'data' && missing <= coding.remaining) coding.dataTaken(missing);
      else if (coding.step === 'trailers') {
        this.#messageOver(false, NO_TRAILERS, at, events);
        this.#loseFramingUnlessHeld(events);
      } else this.#loseFraming('http1/skipped', true, events);
      return;
    }
    const inBody = Math.min(missing, this.#remaining);
    this.#emitGap(inBody, at, events);
    this.#remaining -= inBody;
    if (this.#remaining > 0) return;
    this.#messageOver(false, NO_TRAILERS, at, events);
    if (missing > inBody) this.gap(missing - inBody, at, events);
  }

  #emitGap(missing: number, at: Timestamp, events: HttpEvent[]): void {
    this.#damaged = true;
    const kind = this.#role === 'request' ? 'request-gap' : 'response-gap';
    events.push({ kind, stream: this.#stream, at, missing });
    this.#pairing.lost(events);
  }

  /** `inChunks`: inside a chunked body, which may go on. */
  #loseFraming(code: Http1IssueCode, inChunks: boolean, events: HttpEvent[]): void {
    this.#go('framing-lost');
    this.#inMessage = inChunks;
    this.#damaged = true;
    this.#seekingFor = code;
    this.#seeker = new NextStart(this.#role, inChunks);
    if (code !== 'http1/joined-late' && code !== 'http1/not-http') this.#pairing.lost(events);
  }

  #loseFramingUnlessHeld(events: HttpEvent[]): void {
    if (this.#state !== 'might-switch-protocol') this.#loseFraming('http1/skipped', false, events);
  }

  #lostBetween(missing: number, at: Timestamp, events: HttpEvent[]): void {
    const message = `${missing} bytes are missing between messages.`;
    this.#issue('http1/lost-between-messages', message, at, events, null, missing);
  }

  #seek(bytes: Uint8Array, from: number, at: Timestamp, events: HttpEvent[]): number {
    const seeker = this.#seeker!;
    const offset = seeker.read(bytes, from, at);
    const { found } = seeker;
    if (found === null) return offset;
    if (found.kind === 'chunk') {
      this.#reportSkipped(at, events);
      this.#go('chunk-found');
      this.#inMessage = false;
      if (found.size > 0) this.#chunked!.startInData(found.size);
      else this.#messageOver(false, NO_TRAILERS, at, events);
      return offset;
    }
    const afterLoss = this.#seekingFor !== 'http1/not-http';
    this.#stopSeeking(at, events);
    this.#go('head-found');
    this.#headFound(found.bytes, found.at, at, afterLoss, events);
    return offset;
  }

  /** Ends the message that was being looked for, where there is one. */
  #stopSeeking(at: Timestamp, events: HttpEvent[]): void {
    this.#reportSkipped(at, events);
    if (!this.#inMessage) return;
    this.#inMessage = false;
    this.#pairing.over(false, NO_TRAILERS, at, events);
  }

  #reportSkipped(at: Timestamp, events: HttpEvent[]): void {
    const skipped = this.#seeker?.skipped ?? 0;
    if (skipped === 0) return;
    if (this.#inMessage) {
      this.#emitGap(skipped, at, events);
      return;
    }
    const message = `${skipped} bytes of the ${this.#role} side were skipped: no head was found in them.`;
    this.#issue(this.#seekingFor, message, at, events, null, skipped);
  }

  #hold(bytes: Uint8Array, at: Timestamp, events: HttpEvent[]): void {
    if (!this.held.push(bytes, at)) return;
    const message = `More than ${MAX_HELD_BYTES} bytes wait for a response.`;
    this.#issue('http1/held-limit', message, at, events, this.#stream);
  }

  #emitData(bytes: Uint8Array, at: Timestamp, events: HttpEvent[]): void {
    const kind = this.#role === 'request' ? 'request-data' : 'response-data';
    events.push({ kind, stream: this.#stream, at, bytes });
    this.#emitWire('body', bytes, at, events);
  }

  #emitWire(part: WirePart, bytes: Uint8Array, at: Timestamp, events: HttpEvent[]): void {
    if (!this.#wire || bytes.length === 0) return;
    events.push({ kind: 'wire', stream: this.#stream, side: this.#role, at, part, bytes });
  }

  #issue(
    code: Http1IssueCode,
    message: string,
    at: Timestamp,
    events: HttpEvent[],
    stream: number | null,
    actual?: number,
  ): void {
    events.push({ kind: 'issue', code, message, at, stream, ...(actual === undefined ? {} : { actual }) });
  }

  #go(event: SideEvent): void {
    this.#state = transition(this.#state, event);
  }
}
