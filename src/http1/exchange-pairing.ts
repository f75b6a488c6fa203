import type { RequestHead } from '../http/events.ts';
import type { Timestamp } from '../layer/origin.ts';

/** Requests that may wait for responses at once; Docker's clients send one at a time. */
export const MAX_UNANSWERED = 128;

/** One request and its response as far as pairing them needs. */
export interface OpenExchange {
  readonly stream: number;
  /** Null where the request was not captured. */
  readonly method: string | null;
  /** Kept only of a request after which the connection may leave HTTP. */
  readonly mightSwitch: RequestHead | null;
  readonly requestAt: Timestamp;
  /** Bytes of the client are missing before this request, maybe whole requests. */
  readonly requestAfterLoss: boolean;
  requestOver: boolean;
  /** Its final response has begun, or can't come any more. */
  answered: boolean;
  responseOver: boolean;
  /** Bytes are missing from the capture. */
  damaged: boolean;
  /** The server lost bytes between messages while this waited: no response may mean a lost one. */
  responseMayBeLost: boolean;
  /** A message ended early, or never came. */
  cut: boolean;
}

/**
 * Knows which response belongs to which request. Responses come in the order of requests (RFC 9112,
 * section 9.3.2); where either side has lost bytes, the capture times tell which requests they can answer.
 */
export class ExchangePairing {
  /** Requests whose final response has not begun, oldest first. */
  #waiting: OpenExchange[] = [];
  /** Time of the last response that came while nothing was asked. */
  #unaskedAt: Timestamp = Number.NEGATIVE_INFINITY;
  #count = 0;
  /** The client sends requests before earlier responses have come: then a lost response can't be told. */
  #pipelines = false;

  /** Counts from 1. */
  nextStream(): number {
    this.#count += 1;
    return this.#count;
  }

  get waiting(): readonly OpenExchange[] {
    return this.#waiting;
  }

  /**
   * Returns the exchange that can't be answered any more, if any: the oldest, to keep within the bound; or
   * this one, because its response was captured before it.
   */
  requestBegins(exchange: OpenExchange): OpenExchange | null {
    if (this.#wasAnswered(exchange)) return exchange;
    // Two requests of one packet: no response came between them.
    if (this.#waiting.at(-1)?.requestAt === exchange.requestAt) this.#pipelines = true;
    this.#waiting.push(exchange);
    return this.#waiting.length > MAX_UNANSWERED ? this.#waiting.shift()! : null;
  }

  /**
   * Joined in mid-connection, a capture of several processors' packets may begin with an answer. What was
   * sent before it is what it answers, or was answered earlier.
   */
  #wasAnswered(exchange: OpenExchange): boolean {
    return this.#waiting.length === 0 && exchange.requestAt < this.#unaskedAt;
  }

  /**
   * The exchange that a response head at `at` belongs to, or null where its request is not known. The
   * exchanges in `unanswered` can't be answered any more. It stays first in the queue until `answered`.
   * `requestsLost`: bytes of the client are missing behind the last known request.
   */
  responseBegins(
    at: Timestamp,
    afterLoss: boolean,
    requestsLost: boolean,
  ): { readonly exchange: OpenExchange | null; readonly unanswered: readonly OpenExchange[] } {
    const unanswered = afterLoss ? this.#dropLost(at, requestsLost) : [];
    const first = this.#waiting[0];
    if (first === undefined) {
      this.#unaskedAt = at;
      return { exchange: null, unanswered };
    }
    // The request of this response was lost if the next one known was sent later.
    if (first.requestAfterLoss && first.requestAt > at) return { exchange: null, unanswered };
    const second = this.#waiting[1];
    if (!afterLoss && second !== undefined && second.requestAt < at) this.#pipelines = true;
    return { exchange: first, unanswered };
  }

  /** The final response of `exchange` has begun. */
  answered(exchange: OpenExchange): void {
    if (this.#waiting[0] === exchange) this.#waiting.shift();
  }

  /** A response whose request was not captured, of which an interim response came first. */
  waitsFirst(exchange: OpenExchange): void {
    this.#waiting.unshift(exchange);
  }

  takeAll(): readonly OpenExchange[] {
    const all = this.#waiting;
    this.#waiting = [];
    return all;
  }

  /** True where lost responses can't be told from those that came. */
  get ambiguousAfterLoss(): boolean {
    return this.#pipelines && this.#waiting.length > 1;
  }

  /**
   * Responses were lost. A client that waits for each response sent its last request after all responses
   * but that one had come; so of the requests sent before `at` only the last can be meant, and none of them
   * where the client's own lost bytes come after it.
   */
  #dropLost(at: Timestamp, requestsLost: boolean): readonly OpenExchange[] {
    if (requestsLost || this.ambiguousAfterLoss) return this.takeAll();
    let lost = 0;
    while (lost + 1 < this.#waiting.length && this.#waiting[lost + 1]!.requestAt <= at) lost += 1;
    return this.#waiting.splice(0, lost);
  }
}
