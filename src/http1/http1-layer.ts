import type { HeaderList, HttpEvent, RequestHead, ResponseHead } from '../http/events.ts';
import { headerTokens } from '../http/header-list.ts';
import { beginsWithMethod, LONGEST_METHOD } from '../http/methods.ts';
import { type Layer, NO_EVENTS } from '../layer/layer.ts';
import type { Direction, Origin, Timestamp } from '../layer/origin.ts';
import { ExchangePairing, MAX_UNANSWERED, type OpenExchange } from './exchange-pairing.ts';
import { type FramingDecision, isInterim, offersSwitch, requestFraming, responseFraming } from './framing.ts';
import { latin1 } from './head-collector.ts';
import { type Http1IssueCode, http1IssueCodes } from './issue-codes.ts';
import { type HeadFacts, type Message, MessageReader } from './message-reader.ts';
import { countFieldLines, readRequestHead, readResponseHead } from './read-head.ts';

export interface Http1LayerOptions {
  /** The direction that holds requests. */
  readonly clientDirection: Direction;
  /** The first bytes given need not be the first that were sent: requests may have come before them. */
  readonly joinedLate?: boolean;
  /** Tell bytes as they were sent too. */
  readonly wire?: boolean;
  /**
   * Whether a response other than 101 (and 2xx to CONNECT) may hand the connection over after this request,
   * so that what the client sends behind it must not be read as HTTP yet. An offered upgrade is known here.
   */
  readonly mightSwitch: (request: RequestHead) => boolean;
  /** Whether this final response, which is neither of those, does. Asked only where `mightSwitch` held. */
  readonly switches: (request: RequestHead, response: ResponseHead) => boolean;
}

/**
 * How a connection came to its end. `closed`: by a FIN of each side. `reset`: broken off. `capture-end`: not
 * at all, as far as was captured (also one that was let go for being idle).
 */
export type ConnectionEnd = 'closed' | 'reset' | 'capture-end';

/**
 * HTTP/1.1 of one connection (RFC 9112): bytes of both directions in, exchanges out. Each body is framed
 * here; http-parser-js reads the heads. A `protocol-switch` is its last word: the end of that exchange is up
 * to whoever reads on.
 */
export class Http1Layer implements Layer<HttpEvent> {
  readonly #options: Http1LayerOptions;
  readonly #pairing = new ExchangePairing();
  readonly #client: MessageReader;
  readonly #server: MessageReader;
  /** Exchanges without an `exchange-end`, in order. */
  readonly #open = new Set<OpenExchange>();
  /** Whose request, and whose response, is being read. */
  #requesting: OpenExchange | null = null;
  #responding: OpenExchange | null = null;
  /** The exchange whose response decided that the connection leaves HTTP, and to what. */
  #switching: { readonly exchange: OpenExchange; readonly protocol: string | null } | null = null;
  /** Behind whose request the client's bytes are held. */
  #holding: OpenExchange | null = null;
  #switched = false;
  #clientLost = false;
  /** Bytes of the client are missing behind the last request that was read. */
  #requestsLost = false;
  #serverLost = false;
  #clientEnded = false;
  #serverEnded = false;
  #serverSeen = false;
  #captureEnded = false;
  #finished = false;

  constructor(options: Http1LayerOptions) {
    this.#options = options;
    this.#clientLost = options.joinedLate ?? false;
    this.#client = new MessageReader(
      'request',
      {
        head: (bytes, facts, events) => this.#requestHead(bytes, facts, events),
        over: (complete, trailers, at, events) => this.#requestOver(complete, trailers, at, events),
        lost: () => {
          this.#clientLost = true;
          if (this.#requesting !== null) this.#requesting.damaged = true;
          else this.#requestsLost = true;
        },
      },
      options.wire,
    );
    this.#server = new MessageReader(
      'response',
      {
        head: (bytes, facts, events) => this.#responseHead(bytes, facts, events),
        over: (complete, trailers, at, events) => this.#responseOver(complete, trailers, at, events),
        lost: () => {
          this.#serverLost = true;
          if (this.#responding !== null) this.#responding.damaged = true;
          else for (const exchange of this.#pairing.waiting) exchange.responseMayBeLost = true;
        },
      },
      options.wire,
    );
  }

  /** A request has begun, and its head is not whole yet. */
  get requestBegun(): boolean {
    return this.#client.state === 'head';
  }

  push(bytes: Uint8Array, { direction, at }: Origin): readonly HttpEvent[] {
    if (this.#switched || this.#finished || bytes.length === 0) return NO_EVENTS;
    const events: HttpEvent[] = [];
    const reader = this.#reader(direction);
    reader.push(bytes, at, events);
    if (reader === this.#server) this.#serverSeen = true;
    this.#settle(at, events);
    return events.length === 0 ? NO_EVENTS : events;
  }

  gap(missing: number, { direction, at }: Origin): readonly HttpEvent[] {
    if (this.#switched || this.#finished || missing <= 0) return NO_EVENTS;
    const events: HttpEvent[] = [];
    this.#reader(direction).gap(missing, at, events);
    this.#settle(at, events);
    return events;
  }

  end({ direction, at }: Origin): readonly HttpEvent[] {
    if (this.#switched || this.#finished) return NO_EVENTS;
    const events: HttpEvent[] = [];
    this.#endSide(direction === this.#options.clientDirection ? 'client' : 'server', true, at, events);
    return events;
  }

  /**
   * The connection is over: the last call, with which every exchange gets its end. Exchanges that have not
   * ended by then are `open` where the capture ended first, and `aborted` otherwise.
   */
  finish(at: Timestamp, how: ConnectionEnd): readonly HttpEvent[] {
    if (this.#switched || this.#finished) return NO_EVENTS;
    const events: HttpEvent[] = [];
    this.#captureEnded = how === 'capture-end';
    this.#endSide('client', how === 'closed', at, events);
    this.#endSide('server', how === 'closed', at, events);
    this.#finished = true;
    return events;
  }

  #reader(direction: Direction): MessageReader {
    return direction === this.#options.clientDirection ? this.#client : this.#server;
  }

  // --- requests

  #requestHead(bytes: Uint8Array, { at, cut }: HeadFacts, events: HttpEvent[]): Message | null {
    const head = readRequestHead(bytes);
    if (head === null) return null;
    const exchange: OpenExchange = {
      stream: this.#pairing.nextStream(),
      method: head.method,
      mightSwitch: offersSwitch(head) || this.#options.mightSwitch(head) ? head : null,
      requestAt: at,
      requestAfterLoss: this.#clientLost,
      requestOver: false,
      answered: this.#serverEnded,
      responseOver: this.#serverEnded,
      damaged: false,
      responseMayBeLost: false,
      cut: this.#serverEnded,
    };
    const { stream } = exchange;
    this.#clientLost = false;
    this.#requestsLost = false;
    this.#open.add(exchange);
    this.#requesting = exchange;
    events.push({ kind: 'request-head', stream, at, ...head });
    if (!this.#serverEnded) this.#boundWaiting(exchange, at, events);
    const decision = requestFraming(head);
    if (!cut) headIssues(bytes, head.headers, decision, stream, at, events);
    return { stream, framing: decision.framing, mayLackBody: false };
  }

  #boundWaiting(exchange: OpenExchange, at: Timestamp, events: HttpEvent[]): void {
    const oldest = this.#pairing.requestBegins(exchange);
    if (oldest === null) return;
    const message = `More than ${MAX_UNANSWERED} requests wait for a response.`;
    events.push(issue('http1/unanswered-limit', message, at, oldest.stream));
    oldest.responseMayBeLost = true;
    this.#neverAnswered(oldest, at, events);
  }

  #requestOver(complete: boolean, trailers: HeaderList, at: Timestamp, events: HttpEvent[]): 'next' | 'hold' {
    const exchange = this.#requesting!;
    this.#requesting = null;
    events.push({ kind: 'request-end', stream: exchange.stream, at, complete, trailers });
    exchange.requestOver = true;
    if (!complete) exchange.cut = true;
    this.#endIfOver(exchange, at, events);
    const undecided = exchange.mightSwitch !== null && !exchange.answered;
    if (!undecided && this.#switching?.exchange !== exchange) return 'next';
    this.#holding = exchange;
    return 'hold';
  }

  // --- responses

  #responseHead(bytes: Uint8Array, facts: HeadFacts, events: HttpEvent[]): Message | null {
    const head = readResponseHead(bytes);
    if (head === null) return null;
    const { at } = facts;
    const exchange = this.#exchangeAnswered(facts, events);
    const { stream } = exchange;
    if (isInterim(head.status)) {
      events.push({ kind: 'interim-response', stream, at, ...head });
      return { stream, framing: { kind: 'none' }, mayLackBody: false };
    }
    this.#pairing.answered(exchange);
    exchange.answered = true;
    events.push({ kind: 'response-head', stream, at, ...head });
    if (this.#leavesHttp(exchange, head)) {
      const protocol = upgradeOf(head.headers) ?? upgradeOf(exchange.mightSwitch?.headers ?? []);
      this.#switching = { exchange, protocol: head.status === 101 ? protocol : null };
      exchange.responseOver = true;
      const end = { stream, at: facts.endAt, complete: !facts.cut, trailers: [] };
      events.push({ kind: 'response-end', ...end });
      return { stream, framing: { kind: 'hold' }, mayLackBody: false };
    }
    this.#responding = exchange;
    this.#releaseClient(events);
    const decision = responseFraming(exchange.method, head);
    if (!facts.cut) headIssues(bytes, head.headers, decision, stream, at, events);
    return { stream, framing: decision.framing, mayLackBody: exchange.method === null };
  }

  #exchangeAnswered({ at, afterLoss }: HeadFacts, events: HttpEvent[]): OpenExchange {
    if (afterLoss && this.#pairing.ambiguousAfterLoss) {
      const message = 'Responses to pipelined requests are missing.';
      events.push(issue('http1/pairing-lost', message, at, null));
    }
    const { exchange, unanswered } = this.#pairing.responseBegins(at, afterLoss, this.#requestsLost);
    for (const lost of unanswered) {
      lost.responseMayBeLost = true;
      this.#neverAnswered(lost, at, events);
    }
    if (exchange !== null) return exchange;
    const unknown: OpenExchange = {
      stream: this.#pairing.nextStream(),
      method: null,
      mightSwitch: null,
      requestAt: at,
      requestAfterLoss: false,
      requestOver: true,
      answered: false,
      responseOver: false,
      damaged: true,
      responseMayBeLost: false,
      cut: false,
    };
    this.#open.add(unknown);
    this.#pairing.waitsFirst(unknown);
    return unknown;
  }

  #leavesHttp(exchange: OpenExchange, head: ResponseHead): boolean {
    if (head.status === 101) return true;
    const request = exchange.mightSwitch;
    if (request === null) return false;
    if (request.method === 'CONNECT') return head.status >= 200 && head.status < 300;
    return this.#options.switches(request, head);
  }

  #responseOver(complete: boolean, trailers: HeaderList, at: Timestamp, events: HttpEvent[]): 'next' {
    const exchange = this.#responding!;
    this.#responding = null;
    events.push({ kind: 'response-end', stream: exchange.stream, at, complete, trailers });
    exchange.responseOver = true;
    if (!complete) exchange.cut = true;
    this.#endIfOver(exchange, at, events);
    return 'next';
  }

  // --- ends

  #endSide(side: 'client' | 'server', whole: boolean, at: Timestamp, events: HttpEvent[]): void {
    if (side === 'client') {
      if (this.#clientEnded) return;
      this.#clientEnded = true;
      this.#client.end(whole, at, events);
      this.#settle(at, events);
      return;
    }
    if (this.#switched || this.#serverEnded) return;
    this.#serverEnded = true;
    this.#server.end(whole, at, events);
    this.#settle(at, events);
    this.#decideWithoutResponse(at, events);
    for (const exchange of this.#pairing.takeAll()) {
      exchange.cut = true;
      this.#neverAnswered(exchange, at, events);
    }
    this.#settle(at, events);
  }

  /** The response of `exchange` was lost, or will never come. */
  #neverAnswered(exchange: OpenExchange, at: Timestamp, events: HttpEvent[]): void {
    if (exchange.responseMayBeLost) exchange.damaged = true;
    exchange.answered = true;
    exchange.responseOver = true;
    this.#endIfOver(exchange, at, events);
  }

  #endIfOver(exchange: OpenExchange, at: Timestamp, events: HttpEvent[]): void {
    if (!exchange.requestOver || !exchange.responseOver || this.#switching?.exchange === exchange) return;
    this.#endExchange(exchange, at, events);
  }

  #endExchange(exchange: OpenExchange, at: Timestamp, events: HttpEvent[]): void {
    this.#open.delete(exchange);
    const lost = exchange.damaged && exchange.responseMayBeLost;
    const open = this.#captureEnded && !lost;
    const state = open ? 'open' : exchange.damaged ? 'incomplete' : exchange.cut ? 'aborted' : 'complete';
    events.push({ kind: 'exchange-end', stream: exchange.stream, at, state });
  }

  // --- leaving HTTP

  /** After each call: leaves HTTP, or lets the client's held bytes go on, where that is decided now. */
  #settle(at: Timestamp, events: HttpEvent[]): void {
    if (this.#switched) return;
    if (this.#switching?.exchange.requestOver === true) {
      this.#leaveHttp(at, events);
      return;
    }
    this.#releaseClient(events);
    if (this.#serverLost && this.#server.state === 'seeking' && this.#heldBytesAre() !== 'undecided') {
      this.#decideWithoutResponse(at, events);
    }
  }

  /** The client stays with HTTP once the request behind which it is held is answered without a switch. */
  #releaseClient(events: HttpEvent[]): void {
    while (this.#holding?.answered === true && this.#client.state === 'might-switch-protocol') {
      this.#holding = null;
      this.#client.release(events);
    }
  }

  #leaveHttp(at: Timestamp, events: HttpEvent[]): void {
    const { exchange, protocol } = this.#switching!;
    this.#switched = true;
    const client = this.#client.held;
    const server = this.#server.held;
    for (const other of [...this.#open]) {
      if (other !== exchange) this.#endExchange(other, at, events);
    }
    events.push({
      kind: 'protocol-switch',
      stream: exchange.stream,
      at,
      protocol,
      held: { client: client.view(), server: server.view() },
      heldAt: {
        client: client.at ?? at,
        server: server.at ?? at,
      },
      heldGaps: [
        ...client.gaps.map((gap) => ({ side: 'client' as const, ...gap })),
        ...server.gaps.map((gap) => ({ side: 'server' as const, ...gap })),
      ],
    });
    this.#client.leaveHttp();
    this.#server.leaveHttp();
  }

  /** No response will tell whether the connection left HTTP: what the client sent next must. */
  #decideWithoutResponse(at: Timestamp, events: HttpEvent[]): void {
    const exchange = this.#holding;
    if (exchange === null || this.#switched || this.#client.state !== 'might-switch-protocol') return;
    const assume = this.#heldBytesAre() === 'not-http' && (this.#serverLost || !this.#serverSeen);
    if (!assume) {
      this.#holding = null;
      this.#client.release(events);
      return;
    }
    const message = 'The response was not captured; what the client sent next is not HTTP.';
    events.push(issue('http1/switch-assumed', message, at, exchange.stream));
    exchange.damaged = true;
    exchange.responseMayBeLost = true;
    exchange.responseOver = true;
    exchange.answered = true;
    this.#pairing.answered(exchange);
    this.#switching = { exchange, protocol: upgradeOf(exchange.mightSwitch?.headers ?? []) };
    this.#leaveHttp(at, events);
  }

  #heldBytesAre(): 'http' | 'not-http' | 'undecided' {
    if (this.#holding === null || this.#holding.answered) return 'undecided';
    const { held } = this.#client;
    const begins = beginsWithMethod(latin1(held.view(0, Math.min(held.length, LONGEST_METHOD + 1))));
    return begins === null ? 'undecided' : begins ? 'http' : 'not-http';
  }
}

/** What is wrong with a head beside its start line. */
function headIssues(
  bytes: Uint8Array,
  headers: HeaderList,
  decision: FramingDecision,
  stream: number,
  at: Timestamp,
  events: HttpEvent[],
): void {
  const malformed = countFieldLines(bytes) - headers.length;
  if (malformed > 0) {
    const message = `${malformed} lines of a head are no header fields.`;
    events.push({ ...issue('http1/malformed-header', message, at, stream), actual: malformed });
  }
  if (decision.issue !== null) {
    events.push(issue(decision.issue, http1IssueCodes[decision.issue], at, stream));
  }
}

function issue(code: Http1IssueCode, message: string, at: Timestamp, stream: number | null) {
  return { kind: 'issue', code, message, at, stream } as const;
}

/** First protocol of an Upgrade field, lower case. */
function upgradeOf(headers: HeaderList): string | null {
  return headerTokens(headers, 'upgrade')[0] ?? null;
}
