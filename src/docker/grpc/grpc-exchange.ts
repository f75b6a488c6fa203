import { type CallStatus, readCallStatus, statusName } from '../../grpc/call-status.ts';
import { grpcIssueCodes } from '../../grpc/issue-codes.ts';
import { MessageReader } from '../../grpc/message-reader.ts';
import type { HeaderList, RequestHead } from '../../http/events.ts';
import { headerValue, mediaType } from '../../http/header-list.ts';
import { UNKNOWN } from '../../http/unknown-field.ts';
import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { DockerError } from '../../model/docker-error.ts';
import type { DockerFacts } from '../../model/docker-facts.ts';
import type { GrpcFacts } from '../../model/grpc-call.ts';
import type { BodyReader } from '../bodies/body-reader.ts';
import type { GrpcCall, GrpcCallReader } from '../buildkit/grpc-call-reader.ts';
import type { CarriedBytes } from '../carried-bytes.ts';
import type { MessageSide } from '../exchange-tap.ts';
import { readBytesMessage } from './bytes-message.ts';
import { endsAsExpected } from './expected-endings.ts';

/** Issues kept of one call. */
const MAX_ISSUES = 100;

/** `/package.Service/Method`, as gRPC's targets are. */
const METHOD_TARGET = /^\/\w+(\.\w+)+\/\w+$/;

/**
 * Whether a request is a call: one with `application/grpc`, with `+proto` or not; where its media type is
 * among what was not captured, one for a service and a method. Null where its messages must tell.
 */
export function isGrpcRequest(head: RequestHead, operation: string | null): boolean | null {
  const { method, target, headers } = head;
  const type = isGrpc(headers);
  if (type !== null) return type;
  if (target === UNKNOWN) return method === 'POST' || method === UNKNOWN ? null : false;
  return operation === null && method !== 'GET' && METHOD_TARGET.test(target);
}

/** A call of which only what came later was captured. */
export function unseenCall(call: Omit<GrpcCall, 'method' | 'metadata'>): GrpcCall {
  return { ...call, method: UNKNOWN, metadata: [[UNKNOWN, UNKNOWN]] };
}

/** Null where it cannot be known. */
function isGrpc(headers: HeaderList): boolean | null {
  const type = mediaType(headers);
  if (type === null && headers.some(([name]) => name === UNKNOWN)) return null;
  return type === 'application/grpc' || type?.startsWith('application/grpc+') === true;
}

/** One gRPC call as it streams by: content of both messages in, whole gRPC messages to their reader. */
export class GrpcExchange {
  readonly request: BodyReader;
  readonly #call: GrpcCall;
  readonly #certain: boolean;
  readonly #issues: Issue[] = [];
  readonly #unheaded: Partial<Record<MessageSide, BodyReader>> = {};
  readonly #reader: GrpcCallReader;
  readonly #counts = { request: { messages: 0, bytes: 0 }, response: { messages: 0, bytes: 0 } };
  #carried: CarriedBytes | null = null;
  #status: CallStatus | null = null;
  #ended = false;
  #toldByMessages = false;

  /** Where it is not certain that it is a call at all, it is none until its messages tell. */
  constructor(call: GrpcCall, reader: GrpcCallReader, certain = true) {
    this.#call = call;
    this.#reader = reader;
    this.#certain = certain;
    this.request = this.#bodyReader('request', call.metadata);
  }

  /** The messages carry the bytes of another connection to this one. */
  carry(carried: CarriedBytes): void {
    this.#carried = carried;
  }

  /** For the content of a side whose head was not captured, which may begin anywhere. */
  unheaded(side: MessageSide, at: Timestamp): BodyReader {
    const known = this.#unheaded[side];
    if (known !== undefined) return known;
    const reader = side === 'request' ? this.request : this.#bodyReader('response', []);
    reader.gap(0, at);
    this.#unheaded[side] = reader;
    return reader;
  }

  /** Null where it was not captured. */
  get method(): string | null {
    const { method } = this.#reader.call;
    return method === UNKNOWN ? null : method;
  }

  /** It is a call, as its head or its messages say. */
  get isCall(): boolean {
    return this.#certain || this.method !== null;
  }

  get issues(): readonly Issue[] {
    return this.isCall ? this.#issues : [];
  }

  /** For the answer's content; null where it is no gRPC but the refusal of an HTTP server. */
  response(headers: HeaderList): BodyReader | null {
    return isGrpc(headers) === false ? null : this.#bodyReader('response', headers);
  }

  /** The answer is over. Without content its head has what trailers would hold. */
  trailers(head: HeaderList, trailers: HeaderList, at: Timestamp): void {
    const status = readCallStatus(trailers) ?? readCallStatus(head);
    if (status === 'malformed') this.#issue('grpc/bad-status', grpcIssueCodes['grpc/bad-status'], at);
    else this.#status = status;
  }

  end(at: Timestamp): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#reader.end(at, this.#status);
  }

  /** It is over, but other calls may still tell what belongs to its facts. */
  get awaitsMore(): boolean {
    return this.#reader.awaitsMore;
  }

  /** All was said, however the stream ends. */
  get done(): boolean {
    return this.#reader.done;
  }

  /** One line for a person. */
  get summary(): string {
    return this.#reader.summary ?? this.method ?? UNKNOWN;
  }

  get error(): DockerError | null {
    const status = this.#status;
    if (status === null || endsAsExpected(this.method ?? UNKNOWN, status)) return null;
    return { code: null, message: status.message === '' ? statusName(status.code) : status.message };
  }

  get facts(): Partial<DockerFacts> {
    if (!this.isCall) return {};
    return { error: this.error, ...this.#reader.facts, grpc: this.#record() };
  }

  #record(): GrpcFacts {
    const { caller, carrier } = this.#reader.call;
    const status = this.#status;
    // The sides are what they are to the call, which may tell late who asks.
    const turned = caller !== this.#call.caller;
    const { request, response } = this.#counts;
    return {
      method: this.method ?? UNKNOWN,
      caller,
      carrier: carrier?.exchange ?? null,
      request: { ...(turned ? response : request), content: this.#reader.content.request },
      response: { ...(turned ? request : response), content: this.#reader.content.response },
      status:
        status === null
          ? null
          : { code: status.code, name: statusName(status.code), message: status.message },
    };
  }

  #bodyReader(side: MessageSide, headers: HeaderList): BodyReader {
    const messages = new MessageReader(headerValue(headers, 'grpc-encoding'), {
      message: (bytes, at) => this.#message(side, bytes, at),
      gap: (at) => {
        this.#reader.gap(side, at);
        this.#carried?.gap(connectionSide(side), 0, at);
      },
      issue: (code, message, at) => this.#issue(code, message, at),
    });
    return {
      push: (bytes, at, frameStart) => messages.push(bytes, at, frameStart ?? false),
      gap: (missing, at) => messages.gap(missing, at),
      end: (at) => messages.end(at),
    };
  }

  #message(side: MessageSide, bytes: Uint8Array, at: Timestamp): void {
    const count = this.#counts[side];
    count.messages += 1;
    count.bytes += bytes.length;
    if (side === 'request') this.#reader.requestMessage(bytes, at);
    else this.#reader.responseMessage(bytes, at);
    if (!this.#toldByMessages && this.#call.method === UNKNOWN && this.method !== null) {
      this.#toldByMessages = true;
      this.#issue('grpc/told-by-messages', grpcIssueCodes['grpc/told-by-messages'], at);
    }
    this.#carried?.push(connectionSide(side), readBytesMessage(bytes), at);
  }

  #issue(code: keyof typeof grpcIssueCodes, message: string, at: Timestamp): void {
    if (this.#issues.length < MAX_ISSUES) this.#issues.push({ kind: 'issue', code, message, at });
  }
}

function connectionSide(side: MessageSide): 'client' | 'server' {
  return side === 'request' ? 'client' : 'server';
}
