import { MASK, Secret } from '../../model/secret.ts';
import { isObject, parseJson } from '../json/parse-json.ts';
import { queryPair, queryParts } from '../operations/request-target.ts';
import { maskJson, maskText } from './mask-json.ts';
import { isSecret } from './secret-names.ts';

/**
 * A request target as sent, with secrets masked where its query holds some: build args named like one,
 * passwords in `remote` and `fromSrc`, variables in `changes`. What holds none is the same string.
 */
export function maskTarget(target: string): string | Secret {
  const mark = target.indexOf('?');
  if (mark < 0) return target;
  const query = target.slice(mark + 1);
  let found = false;
  const parts = queryParts(query).map((part) => {
    const { name, value } = queryPair(part);
    const masked = maskQueryValue(name, value);
    if (typeof masked === 'string') return part;
    found = true;
    // The mask stays legible: it is no part of the target, and no escape of one.
    const shown = encodeURIComponent(masked.toString()).replaceAll(encodeURIComponent(MASK), MASK);
    return `${part.slice(0, part.indexOf('='))}=${shown}`;
  });
  return found ? new Secret(target, `${target.slice(0, mark)}?${parts.join('&')}`) : target;
}

/** The decoded query with the same values masked. */
export function maskQuery(
  query: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly (string | Secret)[]>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, values]) => [name, values.map((value) => maskQueryValue(name, value))]),
  );
}

function maskQueryValue(name: string, value: string): string | Secret {
  if (value.startsWith('{') || value.startsWith('[')) {
    const json = parseJson(value);
    if (isObject(json) || Array.isArray(json)) {
      const shown = JSON.stringify(maskJson(json, null));
      return shown === JSON.stringify(json) ? value : new Secret(value, shown);
    }
    // Cut or malformed JSON: no telling which part is secret, but a name may show that one is.
    if (/passw|secret|token|[-_]key/i.test(value)) return new Secret(value);
  }
  // `secret` is never a flag in the Engine API; an empty value is nothing to hide.
  return isSecret(name, value) ? new Secret(value, MASK) : maskText(value);
}
