// A head in, how its body ends out: RFC 9112, section 6.3, with its steps numbered as there.
import type { HeaderList, RequestHead, ResponseHead } from '../http/events.ts';
import { headerTokens, headerValue } from '../http/header-list.ts';
import type { Http1IssueCode } from './issue-codes.ts';

/** Bytes of a body: a known number, as chunks, or up to the end of the direction. */
export type Framing =
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-end' };

export interface FramingDecision {
  readonly framing: Framing;
  /** What is wrong with the head's framing fields; null where nothing. */
  readonly issue: Http1IssueCode | null;
}

const NO_BODY: FramingDecision = { framing: { kind: 'length', length: 0 }, issue: null };

export function requestFraming(head: RequestHead): FramingDecision {
  // Steps 1 and 2 are about responses. Step 7: a request without either field has no body.
  return fieldFraming(head, { kind: 'length', length: 0 });
}

/**
 * `requestMethod` is null where the request was not captured. Step 2, the tunnel after CONNECT, is a
 * protocol switch and is decided before this is asked.
 */
export function responseFraming(requestMethod: string | null, head: ResponseHead): FramingDecision {
  // 1. Without a body whatever the fields say.
  if (requestMethod === 'HEAD' || isInterim(head.status) || head.status === 204 || head.status === 304) {
    return NO_BODY;
  }
  // 8. A response without either field lasts until the server closes.
  return fieldFraming(head, { kind: 'until-end' });
}

/** 1xx: another response follows (RFC 9110, section 15.2). 101 is a switch and not one of these. */
export function isInterim(status: number): boolean {
  return status >= 100 && status < 200 && status !== 101;
}

function fieldFraming(
  head: { readonly httpVersion: string; readonly headers: HeaderList },
  otherwise: Framing,
): FramingDecision {
  const codings = headerTokens(head.headers, 'transfer-encoding');
  const length = contentLength(head.headers);
  if (codings.length > 0) {
    // 4. Chunked, when it is the last coding. Another one: of a response, until the server closes; a server
    // must refuse such a request, and what the client sends meanwhile is taken for the body.
    if (codings.at(-1) !== 'chunked') {
      return { framing: { kind: 'until-end' }, issue: 'http1/unknown-transfer-coding' };
    }
    // 3. Transfer-Encoding overrides Content-Length, and such a message may be an attempt at smuggling.
    if (length !== null) return { framing: { kind: 'chunked' }, issue: 'http1/length-and-chunked' };
    // RFC 9112, section 6.1: in HTTP/1.0 the coding must be taken for faulty.
    const issue = head.httpVersion === '1.0' ? 'http1/transfer-encoding-in-1.0' : null;
    return { framing: { kind: 'chunked' }, issue };
  }
  // 5. Not one valid number: unrecoverable; a server refuses the request, a client drops the response.
  if (length === 'invalid') return { framing: otherwise, issue: 'http1/conflicting-length' };
  // 6. A valid length.
  if (length !== null) return { framing: { kind: 'length', length }, issue: null };
  return { framing: otherwise, issue: null };
}

/** Null without the field. The same number several times is that number (RFC 9110, section 8.6). */
function contentLength(headers: HeaderList): number | 'invalid' | null {
  if (headerValue(headers, 'content-length') === null) return null;
  const values = new Set(headerTokens(headers, 'content-length'));
  const [value] = values;
  if (values.size !== 1 || value === undefined || !/^\d+$/.test(value)) return 'invalid';
  const length = Number(value);
  return Number.isSafeInteger(length) ? length : 'invalid';
}

/** Whether a request asks to leave HTTP once it is answered (RFC 9110, sections 7.8 and 9.3.6). */
export function offersSwitch(head: RequestHead): boolean {
  return head.method === 'CONNECT' || headerTokens(head.headers, 'upgrade').length > 0;
}
