import type { Issue } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';

/** Header fields as sent: order, case and repetition kept. Values are the bytes as latin1, trimmed. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface RequestHead {
  readonly method: string;
  /** The request target as sent (origin form, absolute form, authority or asterisk). */
  readonly target: string;
  /** `1.0`, `1.1` or `2`. */
  readonly httpVersion: string;
  readonly headers: HeaderList;
}

export interface ResponseHead {
  readonly status: number;
  readonly reason: string;
  readonly httpVersion: string;
  readonly headers: HeaderList;
}

/**
 * What every version of HTTP says about its exchanges (RFC 9110); `http1` and `http2` emit it, `docker`
 * reads nothing else.
 *
 * `stream` tells the exchanges of one connection apart: the HTTP/2 stream id, or for HTTP/1 a number that
 * counts exchanges from 1. Events of the two directions interleave as they were captured: a response may
 * begin before its request has ended.
 */
export type HttpEvent =
  | ({ readonly kind: 'request-head'; readonly stream: number; readonly at: Timestamp } & RequestHead)
  | BodyData<'request-data'>
  | BodyGap<'request-gap'>
  | BodyEnd<'request-end'>
  | ({ readonly kind: 'interim-response'; readonly stream: number; readonly at: Timestamp } & ResponseHead)
  | ({ readonly kind: 'response-head'; readonly stream: number; readonly at: Timestamp } & ResponseHead)
  | BodyData<'response-data'>
  | BodyGap<'response-gap'>
  | BodyEnd<'response-end'>
  | {
      /** Both messages are over, or never will be. The last event of a stream that has no switch. */
      readonly kind: 'exchange-end';
      readonly stream: number;
      readonly at: Timestamp;
      /** See `Exchange.state` in `model/exchange.ts`. */
      readonly state: 'complete' | 'open' | 'aborted' | 'incomplete';
    }
  | {
      /**
       * The connection leaves HTTP (101, CONNECT, or Docker's hijack by a plain 200). The layer passes
       * nothing on after this, so the exchange ends when the connection does; `held` are the bytes it had already been given beyond the two heads.
       */
      readonly kind: 'protocol-switch';
      readonly stream: number;
      readonly at: Timestamp;
      /** Value of the Upgrade header, lower case (`tcp`, `h2c`, `websocket`), null for a plain 200. */
      readonly protocol: string | null;
      readonly held: { readonly client: Uint8Array; readonly server: Uint8Array };
      /** Capture times of the first held byte of each side, where there is one. */
      readonly heldAt: { readonly client: Timestamp; readonly server: Timestamp };
      /** Gaps in `held`: before the byte at `offset` of that side. Nearly always empty. */
      readonly heldGaps: readonly {
        readonly side: 'client' | 'server';
        readonly offset: number;
        readonly missing: number;
        readonly at: Timestamp;
      }[];
    }
  | WireBytes
  | (Issue & { readonly stream: number | null });

/** Bytes of a message as they were sent; only of a layer that was asked for them. */
export interface WireBytes {
  readonly kind: 'wire';
  readonly stream: number;
  readonly side: 'request' | 'response';
  readonly at: Timestamp;
  readonly part: WirePart;
  readonly bytes: Uint8Array;
}

/**
 * `head`: start line and fields, or the fields of HTTP/2. `body`: content. `framing`: what stands between and
 * around: lines of the chunked coding with its trailers, frames of HTTP/2 and their headers, empty lines.
 */
export type WirePart = 'head' | 'body' | 'framing';

export interface BodyData<Kind> {
  readonly kind: Kind;
  readonly stream: number;
  readonly at: Timestamp;
  /** Body bytes after transfer coding, before content coding. */
  readonly bytes: Uint8Array;
  /** HTTP/2 only: these bytes are the first of a DATA frame, as a gRPC message's are. */
  readonly frameStart?: boolean;
}

export interface BodyGap<Kind> {
  readonly kind: Kind;
  readonly stream: number;
  readonly at: Timestamp;
  /** Body bytes lost; where the framing itself was lost (chunked), the lost stream bytes. */
  readonly missing: number;
}

export interface BodyEnd<Kind> {
  readonly kind: Kind;
  readonly stream: number;
  readonly at: Timestamp;
  /** False where the body was cut off or parts are missing. */
  readonly complete: boolean;
  readonly trailers: HeaderList;
}
