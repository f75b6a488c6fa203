import type { HeaderList } from './events.ts';

/** First value of a field, name compared without case (RFC 9110, section 5.1); null where it is absent. */
export function headerValue(headers: HeaderList, name: string): string | null {
  const wanted = name.toLowerCase();
  for (const [field, value] of headers) {
    if (field.length === wanted.length && field.toLowerCase() === wanted) return value;
  }
  return null;
}

/** All members of a comma-separated list field, over all its lines, lower case (RFC 9110, section 5.6.1). */
export function headerTokens(headers: HeaderList, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers
    .filter(([field]) => field.toLowerCase() === wanted)
    .flatMap(([, value]) => value.split(','))
    .map((token) => token.trim().toLowerCase())
    .filter((token) => token !== '');
}

/** Media type without parameters, lower case (RFC 9110, section 8.3.1); null without a Content-Type. */
export function mediaType(headers: HeaderList): string | null {
  const value = headerValue(headers, 'content-type');
  return value === null ? null : (value.split(';', 1)[0] ?? '').trim().toLowerCase();
}
