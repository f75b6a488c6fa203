import type { DockerStreamFormat } from '../hijack/docker-stream.ts';
import type { BodyData, BodyEnd, HttpEvent, RequestHead, ResponseHead } from '../http/events.ts';
import { mediaType } from '../http/header-list.ts';
import type { Issue } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Exchange, ExchangeState, Gap, Request, Response, Timing } from '../model/exchange.ts';
import type { HeaderField } from '../model/header-field.ts';
import type { Proxied, TlsFailure } from '../model/proxied.ts';
import { maskHeaders } from './auth/mask-headers.ts';
import { maskQuery, maskTarget } from './auth/mask-target.ts';
import { bothReaders } from './bodies/both-readers.ts';
import { createCallReader } from './buildkit/create-call-reader.ts';
import type { GrpcCall, GrpcCarrier } from './buildkit/grpc-call-reader.ts';
import { JoinedExchange } from './buildkit/joined-exchange.ts';
import type { CarriedBytes } from './carried-bytes.ts';
import { dockerFacts } from './docker-facts.ts';
import type { ExchangeOptions } from './exchange-options.ts';
import type { MessageSide } from './exchange-tap.ts';
import { GrpcExchange, isGrpcRequest, unseenCall } from './grpc/grpc-exchange.ts';
import { MessageBody } from './message-body.ts';
import { matchOperation } from './operations/match.ts';
import { summarise } from './operations/summaries.ts';
import { RequestFacts } from './request-facts.ts';
import { ResponseFacts } from './response-facts.ts';
import { HijackedStreams } from './streams/hijacked-streams.ts';

/** Where an exchange stands: its numbers, and the two ends of its connection. */
export interface ExchangePlace {
  readonly id: number;
  readonly connection: number;
  readonly stream: number | null;
  readonly client: string;
  readonly server: string;
  /** Who asks, and the exchange whose connection was handed over for it: see `GrpcCall`. */
  readonly caller: 'client' | 'daemon';
  readonly carrier: GrpcCarrier | null;
  /** What a proxy knows of its connection by now. */
  readonly proxy?: () => { readonly proxied: Proxied | null; readonly tlsFailure: TlsFailure | null };
}

/** Issues and gaps kept of one exchange: a body of noise would make one a packet. The last gap takes in all later ones. */
const MAX_ISSUES = 100;
const MAX_GAPS = 1000;

interface Message<Head, Facts> {
  readonly head: Head;
  readonly facts: Facts;
  readonly at: Timestamp;
  readonly body: MessageBody;
  trailers: readonly HeaderField[];
  endAt: Timestamp | null;
}

/** Events of one HTTP exchange, and bytes after its hijack, in; its `Exchange` record out, at any moment. */
export class ExchangeDecoder {
  readonly #place: ExchangePlace;
  readonly #options: ExchangeOptions;
  readonly #issues: Issue[] = [];
  readonly #gaps: Gap[] = [];
  #request: Message<RequestHead, RequestFacts> | null = null;
  #response: Message<ResponseHead, ResponseFacts> | null = null;
  #hijack: HijackedStreams | null = null;
  #grpc: GrpcExchange | null = null;
  #joined: JoinedExchange | null = null;
  #state: ExchangeState = 'open';
  #hijackEndAt: Timestamp | null = null;

  constructor(place: ExchangePlace, options: ExchangeOptions) {
    this.#place = place;
    this.#options = options;
  }

  handle(event: HttpEvent): void {
    switch (event.kind) {
      case 'request-data':
        this.#data('request', this.#request, event);
        break;
      case 'response-data':
        this.#data('response', this.#response, event);
        break;
      case 'request-head':
        this.#beginRequest(event, event.at);
        break;
      case 'response-head':
        this.#beginResponse(event, event.at);
        break;
      case 'request-gap':
        this.#gap('request', this.#request, event.missing, event.at);
        break;
      case 'response-gap':
        this.#gap('response', this.#response, event.missing, event.at);
        break;
      case 'request-end':
        this.#end(this.#request, event);
        break;
      case 'response-end':
        this.#grpc?.trailers(this.#response?.head.headers ?? [], event.trailers, event.at);
        this.#end(this.#response, event);
        break;
      case 'exchange-end':
        this.finish(event.state, event.at);
        break;
      case 'issue':
        if (this.#issues.length < MAX_ISSUES) this.#issues.push(event);
        break;
      case 'wire':
        this.#options.tap?.wire?.(event.side, event.part, event.bytes, event.at);
        break;
      case 'interim-response':
      case 'protocol-switch':
        break;
    }
  }

  /** The connection is this exchange's from here on; `protocol` as in `protocol-switch`. */
  hijack(protocol: string | null, at: Timestamp): void {
    this.#hijack = new HijackedStreams({ protocol, format: this.#streamFormat(), at }, this.#options);
  }

  /** Its streams after a hijack, or the messages of its call, are another connection's bytes for this one. */
  carry(carried: CarriedBytes): void {
    this.#hijack?.carry(carried);
    this.#grpc?.carry(carried);
  }

  /** What exchanges on a connection that this one carries are told of it. */
  get asCarrier(): GrpcCarrier {
    const headers = this.#request?.head.headers ?? [];
    return { exchange: this.#place.id, operation: this.operation, headers };
  }

  /** Operation id, or a gRPC method's full name; null for what is neither. */
  get operation(): string | null {
    const call = this.#grpc?.isCall ? this.#grpc.method : null;
    return call ?? this.#request?.facts.match.operation?.id ?? null;
  }

  /** It is over, but other exchanges may still tell what belongs to its record. */
  get awaitsMore(): boolean {
    return this.#grpc?.awaitsMore ?? false;
  }

  hijackBytes(side: 'client' | 'server', bytes: Uint8Array, at: Timestamp): void {
    this.#options.tap?.wire?.(side === 'client' ? 'request' : 'response', 'stream', bytes, at);
    this.#hijack?.push(side, bytes, at);
  }

  hijackGap(side: 'client' | 'server', missing: number, at: Timestamp): void {
    this.#noteGap({ side: side === 'client' ? 'request' : 'response', missing, at });
    this.#hijack?.gap(side, missing, at);
  }

  /** No more will come. What seems complete is not where bytes, or a whole message, are missing. */
  finish(state: ExchangeState, at: Timestamp): void {
    const missing = this.#gaps.length > 0 || this.#request === null || this.#response === null;
    const ended = state === 'aborted' && this.#grpc?.done === true ? 'complete' : state;
    this.#state = ended === 'complete' && missing ? 'incomplete' : ended;
    if (this.#hijack !== null) {
      this.#hijack.end(at);
      this.#hijackEndAt = at;
    }
    this.#request?.body.end(at, this.#hijack !== null);
    this.#response?.body.end(at, this.#hijack !== null);
    this.#grpc?.end(at);
    this.#joined?.end();
    this.#learn();
  }

  record(): Exchange {
    const { id, connection, stream, client, server, proxy } = this.#place;
    const request = this.#request?.facts ?? null;
    const response = this.#response?.facts ?? null;
    return {
      id,
      connection,
      stream,
      client,
      server,
      operation: this.operation,
      summary: this.#summary(),
      request: this.#requestRecord(),
      response: this.#responseRecord(),
      timing: this.#timing(),
      state: this.#state,
      hijack: this.#hijack?.record() ?? null,
      gaps: this.#gaps.slice(),
      issues: [
        ...this.#issues,
        ...(request?.issues ?? []),
        ...(response?.issues ?? []),
        ...(this.#hijack?.issues ?? []),
        ...(this.#grpc?.issues ?? []),
      ].slice(0, MAX_ISSUES),
      docker: {
        ...dockerFacts(
          request,
          response,
          this.#hijack,
          this.#request?.body.record().sha256 ?? null,
          this.#joined,
        ),
        ...this.#grpc?.facts,
      },
      proxied: proxy?.().proxied ?? null,
      tlsFailure: proxy?.().tlsFailure ?? null,
    };
  }

  #summary(): string {
    if (this.#grpc?.isCall) return this.#grpc.summary;
    if (this.#request === null) {
      if (this.#response === null && this.#place.proxy?.().tlsFailure) return 'TLS handshake';
      return this.#response === null ? 'only its content was captured' : 'answer without its request';
    }
    const { match, json } = this.#request.facts;
    return summarise({ match, request: json?.value, names: this.#options.names });
  }

  #beginRequest(head: RequestHead, at: Timestamp): void {
    const facts = new RequestFacts(matchOperation(head.method, head.target), head, at, this.#options);
    const isCall = isGrpcRequest(head, facts.match.operation?.id ?? null);
    // Joined in the middle, the answer may be found first: then it is a call already, or may be one.
    if (isCall === false) this.#grpc = null;
    else this.#grpc ??= this.#beginCall(facts.match.path, head, at, isCall ?? false);
    const joined = { match: facts.match, headers: head.headers, exchange: this.#place.id };
    this.#joined = new JoinedExchange(joined, facts.context, this.#options.buildkit);
    const reader = isCall === null ? bothReaders(this.#grpc?.request, facts.reader) : this.#grpc?.request;
    const body = new MessageBody(head.headers, at, reader ?? facts.reader, this.#options.hash);
    this.#request = { head, facts, at, body, trailers: [], endAt: null };
  }

  #beginResponse(head: ResponseHead, at: Timestamp): void {
    const asked = {
      // Of an answer without its request, nobody knows what it is.
      responseBody: this.#request?.facts.match.operation?.responseBody ?? 'none',
      at: this.#request?.at ?? at,
      format: this.#streamFormat(head),
      trace: (bytes: Uint8Array, traced: Timestamp) => this.#joined?.trace(bytes, traced),
    };
    const facts = new ResponseFacts(asked, head, at, this.#options);
    if (this.#request === null) this.#unseen(at);
    const messages = this.#grpc?.response(head.headers) ?? null;
    if (messages === null && this.#grpc?.isCall === false) this.#grpc = null;
    const reader = messages ?? facts.reader;
    const body = new MessageBody(head.headers, at, reader, this.#options.hash);
    this.#response = { head, facts, at, body, trailers: [], endAt: null };
  }

  #beginCall(path: string, head: RequestHead, at: Timestamp, certain: boolean): GrpcExchange {
    const call = {
      method: path.replace(/^\//, ''),
      metadata: head.headers.filter(([name]) => !name.startsWith(':')),
      ...this.#callPlace(at),
    };
    return new GrpcExchange(call, createCallReader(call, this.#options.buildkit), certain);
  }

  #callPlace(at: Timestamp): Omit<GrpcCall, 'method' | 'metadata'> {
    const { id, connection, caller, carrier } = this.#place;
    return { exchange: id, connection, caller, carrier, at, tap: this.#options.tap };
  }

  /** What may be a call of which the head was not captured; null where it cannot be one. */
  #unseen(at: Timestamp): GrpcExchange | null {
    if (this.#place.stream === null || this.#request !== null) return this.#grpc;
    if (this.#grpc === null && this.#response === null) {
      const call = unseenCall(this.#callPlace(at));
      this.#grpc = new GrpcExchange(call, createCallReader(call, this.#options.buildkit), false);
    }
    return this.#grpc;
  }

  #data<Kind>(
    side: MessageSide,
    message: Message<unknown, unknown> | null,
    { bytes, at, frameStart }: BodyData<Kind>,
  ): void {
    if (message !== null) message.body.push(bytes, at, frameStart);
    else this.#unseen(at)?.unheaded(side, at).push(bytes, at, frameStart);
    this.#options.tap?.body(side, bytes);
  }

  #gap(side: MessageSide, message: Message<unknown, unknown> | null, missing: number, at: Timestamp): void {
    this.#noteGap({ side, missing, at });
    if (message !== null) message.body.gap(missing, at);
    else this.#grpc?.unheaded(side, at).gap(missing, at);
  }

  #noteGap(gap: Gap): void {
    this.#options.tap?.wireGap?.(gap.side, gap.missing, gap.at);
    const last = this.#gaps.at(-1);
    if (last === undefined || this.#gaps.length < MAX_GAPS) this.#gaps.push(gap);
    // The sum stays right.
    else this.#gaps[MAX_GAPS - 1] = { ...last, missing: last.missing + gap.missing };
  }

  #end<Kind>(message: Message<unknown, unknown> | null, { at, complete, trailers }: BodyEnd<Kind>): void {
    if (message === null) return;
    message.endAt = at;
    message.trailers = maskHeaders(trailers);
    message.body.end(at, complete);
    this.#learn();
  }

  #learn(): void {
    if (this.#request === null) return;
    const { match, json } = this.#request.facts;
    const response = this.#response?.facts ?? null;
    this.#options.names.learn(match, json?.value, response?.json, response?.status ?? null);
  }

  /** Newer daemons say it; for older ones what created the container or exec told, or else the bytes do. */
  #streamFormat(head: ResponseHead | null = this.#response?.head ?? null): DockerStreamFormat {
    if (head !== null && mediaType(head.headers) === 'application/vnd.docker.multiplexed-stream') {
      return 'multiplexed';
    }
    const id = this.#request?.facts.match.parameters.id;
    const tty = id === undefined ? null : this.#options.names.isTty(id);
    if (tty === null) return 'unknown';
    return tty ? 'raw' : 'multiplexed';
  }

  #requestRecord(): Request | null {
    if (this.#request === null) return null;
    const { head, facts, at, body, trailers } = this.#request;
    return {
      time: at,
      method: head.method,
      target: maskTarget(head.target),
      path: facts.match.path,
      apiVersion: facts.match.apiVersion,
      query: maskQuery(facts.match.query),
      httpVersion: head.httpVersion,
      headers: maskHeaders(head.headers),
      trailers,
      body: body.record(),
    };
  }

  #responseRecord(): Response | null {
    if (this.#response === null) return null;
    const { head, at, body, trailers } = this.#response;
    return {
      time: at,
      status: head.status,
      reason: head.reason,
      httpVersion: head.httpVersion,
      headers: maskHeaders(head.headers),
      trailers,
      body: body.record(),
    };
  }

  #timing(): Timing {
    const sent = this.#request?.endAt ?? null;
    const begun = this.#request?.at ?? null;
    const answered = this.#response?.at ?? null;
    const received = this.#hijackEndAt ?? this.#response?.endAt ?? null;
    const last = received === null ? null : Math.max(received, sent ?? received);
    return {
      sendMs: milliseconds(begun, sent),
      waitMs: milliseconds(sent, answered),
      receiveMs: milliseconds(answered, received),
      totalMs: milliseconds(begun, last),
    };
  }
}

/** Null where a moment is not known; never negative, as an answer may begin before the request has ended. */
function milliseconds(from: Timestamp | null, to: Timestamp | null): number | null {
  return from === null || to === null ? null : Math.max(0, to - from) / 1000;
}
