// The first bytes of one side of a connection in, what is spoken there out.
import { beginsWithMethod, LONGEST_METHOD } from './methods.ts';

export type FirstBytesName =
  | 'tls'
  | 'http/2-preface'
  | 'http/1-request'
  | 'http/1-response'
  | 'unknown'
  | 'need-more';

/** RFC 9113, section 3.4. Its first line is what no HTTP/1 server takes for a request. */
const HTTP2_PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const STATUS_LINE_START = 'HTTP/1.';
/** A TLS handshake record, whatever its minor version (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = '\u0016\u0003';
/** An alert: a side that answers a ClientHello with a refusal begins so. */
const TLS_ALERT = '\u0015\u0003';

/** Looks at a few bytes only; `need-more` while what is there fits more than one name, or none yet. */
export function nameProtocol(bytes: Uint8Array): FirstBytesName {
  // Empty lines before a request line are passed over (RFC 9112, section 2.2).
  let start = 0;
  while (bytes[start] === 0x0d || bytes[start] === 0x0a) start += 1;
  const longest = Math.max(HTTP2_PREFACE.length, LONGEST_METHOD + 1);
  const text = Buffer.from(bytes.subarray(start, start + longest)).toString('latin1');
  if (text === '') return 'need-more';
  if (text.startsWith(TLS_HANDSHAKE) || text.startsWith(TLS_ALERT)) return 'tls';
  if (text.startsWith(STATUS_LINE_START)) return 'http/1-response';
  if (text === HTTP2_PREFACE) return 'http/2-preface';
  const method = beginsWithMethod(text);
  if (method === true) return 'http/1-request';
  const known = [TLS_HANDSHAKE, TLS_ALERT, STATUS_LINE_START, HTTP2_PREFACE];
  return method === null || known.some((whole) => whole.startsWith(text)) ? 'need-more' : 'unknown';
}
