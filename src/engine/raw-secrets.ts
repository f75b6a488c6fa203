import { maskHeaders } from '../docker/auth/mask-headers.ts';
import { maskTarget } from '../docker/auth/mask-target.ts';
import type { Exchange } from '../model/exchange.ts';
import { MASK, Secret } from '../model/secret.ts';
import { hasSecret, shownBody } from './shown-body.ts';

type Side = 'request' | 'response';

/** A head of HTTP/1, or trailers without a start line, with its secrets masked; null where it has none. */
export function maskHead(bytes: Uint8Array, startLine: Side | null): Uint8Array | null {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  let secret = false;
  const masked = lines.map((line, index) => {
    if (index === 0 && startLine !== null) return startLine === 'request' ? maskStartLine(line) : line;
    // A folded line belongs to the field before it (RFC 9112, section 5.2).
    if (/^[ \t]/.test(line)) return secret ? line.replace(/\S.*?(?=\r?$)/, MASK) : line;
    const colon = line.indexOf(':');
    secret = false;
    if (colon === -1) return line;
    const end = line.endsWith('\r') ? '\r' : '';
    const [field] = maskHeaders([[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]]);
    if (!(field?.[1] instanceof Secret)) return line;
    secret = true;
    return `${line.slice(0, colon)}: ${field[1]}${end}`;
  });
  return masked.every((line, index) => line === lines[index]) ? null : encode(masked.join('\n'));
}

function maskStartLine(line: string): string {
  const [, before = '', target = '', after = ''] = /^(\S+ )(.*?)( HTTP\/\S*\s*)?$/s.exec(line) ?? [];
  return before === '' ? line : `${before}${maskTarget(target)}${after}`;
}

/** Bytes as they were, and the mask as text. */
function encode(latin1: string): Uint8Array {
  const parts = latin1.split(MASK).map((part) => Buffer.from(part, 'latin1'));
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(MASK), part])));
}

/** Whether the fields of a message hold a secret, or may: of compressed ones no part can be masked. */
export function headHoldsSecret(record: Exchange, side: Side): boolean {
  const message = record[side];
  if (message === null || record.issues.some(({ code }) => UNREAD_FIELDS.has(code))) return true;
  const fields = [...message.headers, ...message.trailers].some(([, value]) => value instanceof Secret);
  return fields || (side === 'request' && record.request?.target instanceof Secret);
}

const UNREAD_FIELDS: ReadonlySet<string> = new Set([
  'http2/headers-unknown',
  'http2/headers-broken',
  'http2/headers-too-large',
  'http2/continuation-flood',
  'http2/block-interrupted',
]);

/**
 * Whether a body holds what is masked elsewhere, by its first bytes after transfer coding. Messages of a
 * call that were not all read, and a connection inside of it, may hold anything.
 */
export function bodyHoldsSecret(
  record: Exchange,
  side: Side,
  { bytes, cut }: { readonly bytes: Uint8Array; readonly cut: boolean },
): boolean {
  const { grpc } = record.docker;
  if (grpc !== null) {
    const { messages, content } = grpc[side];
    return messages !== content.length || content.some(hasSecret) || record.gaps.length > 0;
  }
  const body = record[side]?.body ?? { mediaType: null, encoding: null };
  return shownBody(bytes, cut, body, record.operation).secret;
}
