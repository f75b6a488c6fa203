/**
 * Nesting that is still read. Docker's deepest answers nest about 15 levels; what is deeper would overflow
 * the stack of whoever walks the value, so it counts as unreadable.
 */
const MAX_DEPTH = 200;

export type JsonObject = { readonly [name: string]: unknown };

/** The value of a JSON text, or undefined where it is none. Never throws. */
export function parseJson(text: string): unknown {
  // Most requests have no body, and an exception for each would cost more than the rest of them.
  if (text === '' || tooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A member of an object, or undefined; inherited names (`constructor`, `__proto__`) are not members. As in
 * Go's encoding/json, which is what reads these on the other side, a name in another case will do where
 * none is exact: docker-py sends `IdentityToken`.
 */
export function member(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const folded = name.toLowerCase();
  const found = Object.keys(value).find((key) => key.length === name.length && key.toLowerCase() === folded);
  return found === undefined ? undefined : value[found];
}

export function textMember(value: unknown, name: string): string | null {
  const found = member(value, name);
  return typeof found === 'string' ? found : null;
}

export function numberMember(value: unknown, name: string): number | null {
  const found = member(value, name);
  return typeof found === 'number' ? found : null;
}

/** Depth is counted outside strings; a text without an end to its string is no JSON anyway. */
function tooDeep(text: string): boolean {
  if (text.length <= MAX_DEPTH) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) index = stringEnd(text, index);
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** Index of the quote that ends the string that begins at `start`; the text's length where none does. */
function stringEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === 0x22) return index;
  }
  return text.length;
}
