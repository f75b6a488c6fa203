import { MASK } from '../model/secret.ts';
import { safeText } from '../views/view-model/safe-text.ts';

/** Longest text of others inside a sentence. */
const MAX_QUOTED = 300;

// The user information of a URL (RFC 3986, section 3.2.1).
const URL_USER_INFORMATION = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@]{1,500}@/gi;

/** A text from the wire as a part of a sentence: one line, safe to print, not long, no password of a URL in it. */
export function quoted(text: string): string {
  const short = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}...` : text;
  return safeText(short.replace(URL_USER_INFORMATION, `$1${MASK}@`).trim());
}

/** `a, b and c`. */
export function inWords(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** At most `limit` of them by name, the rest by number: `a, b and 3 more`. */
export function someOf(names: readonly string[], limit = 3): string {
  if (names.length <= limit) return inWords(names);
  return `${names.slice(0, limit).join(', ')} and ${names.length - limit} more`;
}

/** `once`, `twice`, `4 times`. */
export function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}
