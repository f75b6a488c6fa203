// The bytes of one head in, its fields out. Nothing here decides how a body is framed.
import { HTTPParser } from 'http-parser-js';
import type { HeaderList, RequestHead, ResponseHead } from '../http/events.ts';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** Fields are octets (RFC 9110, section 5.5); the parser's default would clear their high bit. */
HTTPParser.encoding = 'latin1';

/** What http-parser-js has collected of a head whose empty line it has not seen yet. */
interface CollectedHead {
  /** Index into its method table, -1 before the start line. */
  readonly method?: number;
  readonly url?: string;
  readonly statusCode?: number;
  readonly statusMessage?: string;
  readonly versionMajor?: number;
  readonly versionMinor?: number;
  /** Name, value, name, value … */
  readonly headers: readonly string[];
}

/** Null where the start line cannot be read. `bytes` are whole lines; the empty line may be left out. */
export function readRequestHead(bytes: Uint8Array): RequestHead | null {
  const head = collect('REQUEST', bytes);
  const method = head?.method === undefined ? undefined : HTTPParser.methods[head.method];
  if (head?.url === undefined || method === undefined) return null;
  return { method, target: head.url, httpVersion: versionOf(head), headers: pairs(head.headers) };
}

export function readResponseHead(bytes: Uint8Array): ResponseHead | null {
  const head = collect('RESPONSE', bytes);
  if (head?.statusCode === undefined) return null;
  return {
    status: head.statusCode,
    reason: head.statusMessage ?? '',
    httpVersion: versionOf(head),
    headers: pairs(head.headers),
  };
}

/** Trailer fields (RFC 9112, section 7.1.2): lines as in a head, without a start line. */
export function readTrailers(bytes: Uint8Array): HeaderList {
  const head = collect('RESPONSE', Buffer.concat([Buffer.from('HTTP/1.1 200 \r\n'), bytes]));
  return head === null ? [] : pairs(head.headers);
}

/** Lines of a head that begin a field, to be compared with the fields that were read. */
export function countFieldLines(bytes: Uint8Array): number {
  let count = 0;
  let start = bytes.indexOf(LF) + 1;
  while (start > 0 && start < bytes.length && !isLineEnd(bytes, start)) {
    // A line that begins with white space continues the field before it (RFC 9112, section 5.2).
    if (bytes[start] !== SPACE && bytes[start] !== TAB) count += 1;
    start = bytes.indexOf(LF, start) + 1;
  }
  return count;
}

function isLineEnd(bytes: Uint8Array, offset: number): boolean {
  return bytes[offset] === LF || (bytes[offset] === CR && bytes[offset + 1] === LF);
}

/**
 * The parser is never shown the empty line: at that line it decides about bodies and upgrades, refuses
 * differing lengths, and would be wrong about HEAD. Without it, it reads a start line and fields, and a
 * head that broke off reads like any other.
 */
function collect(type: 'REQUEST' | 'RESPONSE', bytes: Uint8Array): CollectedHead | null {
  return execute(type, bytes) ?? execute(type, withoutBareCr(bytes));
}

function execute(type: 'REQUEST' | 'RESPONSE', bytes: Uint8Array): CollectedHead | null {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end -= 1;
  // The last line needs its LF to be read at all.
  end = bytes.indexOf(LF, end) + 1 || end;
  const parser = new HTTPParser(type);
  parser.maxHeaderSize = Number.POSITIVE_INFINITY; // heads are bounded before they come here
  const result = parser.execute(Buffer.from(bytes.buffer, bytes.byteOffset, end));
  return typeof result === 'number' ? (parser as unknown as { info: CollectedHead }).info : null;
}

/** RFC 9112, section 2.2: a CR that ends no line is replaced by a space. */
function withoutBareCr(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => (byte === CR && bytes[index + 1] !== LF ? SPACE : byte));
}

function versionOf(head: CollectedHead): string {
  return `${head.versionMajor}.${head.versionMinor}`;
}

function pairs(flat: readonly string[]): HeaderList {
  const list: (readonly [string, string])[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) list.push([flat[index]!, flat[index + 1]!]);
  return list;
}
