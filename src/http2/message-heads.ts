import type { RequestHead, ResponseHead } from '../http/events.ts';
import { UNKNOWN } from '../http/unknown-field.ts';
import type { HeaderField } from './hpack/header-field.ts';

const HTTP_VERSION = '2';
/** Folded into the start line that HTTP/1 would have; `:authority`, `:scheme` and others stay fields. */
const folded = new Set([':method', ':path', ':status']);

/** Whether these fields are a head; trailers have none of the fields that begin with a colon. */
export function isHead(fields: readonly HeaderField[], endStream: boolean): boolean {
  if (fields.some(([name]) => name.startsWith(':'))) return true;
  // Of an unknown field nobody can say; but trailers end their message.
  return !endStream && fields.some(([name]) => name === UNKNOWN);
}

/** `UNKNOWN` where it may be among what was not captured, null where the head has none. */
function pseudo(fields: readonly HeaderField[], wanted: string): string | null {
  const found = fields.find(([name]) => name === wanted);
  if (found !== undefined) return found[1];
  return fields.some(([name]) => name === UNKNOWN) ? UNKNOWN : null;
}

export function toRequestHead(fields: readonly HeaderField[]): { head: RequestHead; malformed: boolean } {
  const method = pseudo(fields, ':method');
  // CONNECT has no path (RFC 9113, section 8.5).
  const target = pseudo(fields, method === 'CONNECT' ? ':authority' : ':path');
  return {
    head: {
      method: method ?? UNKNOWN,
      target: target ?? UNKNOWN,
      httpVersion: HTTP_VERSION,
      headers: fields.filter(([name]) => !folded.has(name)),
    },
    malformed: method === null || target === null,
  };
}

/** Status 0 where it is not known. */
export function toResponseHead(fields: readonly HeaderField[]): { head: ResponseHead; malformed: boolean } {
  const status = pseudo(fields, ':status');
  const number = status !== null && /^[1-9]\d\d$/.test(status) ? Number(status) : 0;
  return {
    head: {
      status: number,
      reason: '',
      httpVersion: HTTP_VERSION,
      headers: fields.filter(([name]) => !folded.has(name)),
    },
    malformed: number === 0 && status !== UNKNOWN,
  };
}
