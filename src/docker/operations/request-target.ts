import { escapesAreWhole, percentDecode } from './percent-decode.ts';

/** A request target in its parts. Nothing is refused: what Go would refuse is `malformed`. */
export interface RequestTarget {
  /** Without scheme, authority, version prefix and query; double slashes joined, escapes as sent. */
  readonly path: string;
  /** `1.41` of `/v1.41/…`. */
  readonly apiVersion: string | null;
  /** Decoded, in order of first mention. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly malformed: boolean;
}

// Absolute form (RFC 9112, section 3.2.2): what a client sends to a proxy.
const SCHEME_AND_AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;
// The daemon's router takes `/v{version:[0-9.]+}` before each of its routes.
const VERSION_PREFIX = /^\/v([0-9][0-9.]*)(?=\/|$)/;

export function readTarget(target: string): RequestTarget {
  const relative = target.replace(SCHEME_AND_AUTHORITY, '');
  const mark = relative.indexOf('?');
  const whole = mark < 0 ? relative : relative.slice(0, mark);
  // Go's router redirects a path with double slashes to the clean one: the same operation is meant.
  const clean = whole.replace(/\/{2,}/g, '/') || '/';
  const apiVersion = VERSION_PREFIX.exec(clean)?.[1] ?? null;
  const path = apiVersion === null ? clean : clean.slice(apiVersion.length + 2) || '/';
  const { query, malformed } = readQuery(mark < 0 ? '' : relative.slice(mark + 1));
  return { path, apiVersion, query, malformed: malformed || !escapesAreWhole(whole) };
}

/**
 * A query as Go's `url.ParseQuery` reads it: `+` is a space, the first `=` divides, a name without `=` has
 * an empty value. Parts that Go drops (a semicolon, a broken escape) are kept as sent and reported.
 */
function readQuery(text: string): Pick<RequestTarget, 'query' | 'malformed'> {
  // Without a prototype: a parameter may be called `__proto__`.
  const query: Record<string, string[]> = Object.create(null);
  let malformed = false;
  for (const part of queryParts(text)) {
    if (part.includes(';') || !escapesAreWhole(part)) malformed = true;
    const { name, value } = queryPair(part);
    const values = query[name];
    if (values === undefined) query[name] = [value];
    else values.push(value);
  }
  return { query, malformed };
}

export function queryParts(text: string): readonly string[] {
  return text === '' ? [] : text.split('&').filter((part) => part !== '');
}

export function queryPair(part: string): { readonly name: string; readonly value: string } {
  const equals = part.indexOf('=');
  if (equals < 0) return { name: percentDecode(part, true), value: '' };
  return {
    name: percentDecode(part.slice(0, equals), true),
    value: percentDecode(part.slice(equals + 1), true),
  };
}
