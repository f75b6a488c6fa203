import { isObject, type JsonObject, parseJson } from '../json/parse-json.ts';

export interface Base64Json {
  /** Null where nothing could be read. */
  readonly value: JsonObject | null;
  /** What was wrong, without a word of the content; null where nothing was. */
  readonly trouble: string | null;
}

/**
 * A header value that holds base64 of a JSON object, as `X-Registry-Config` does. The Docker CLI uses the
 * URL alphabet with padding (RFC 4648, section 5); other clients use the plain one or leave the padding
 * out. `null` counts as an empty object, as in Go.
 */
export function readBase64Json(header: string): Base64Json {
  const text = header.replace(/\s+/g, '');
  const valid = /^[A-Za-z0-9+/_-]*/.exec(text)?.[0] ?? '';
  const trouble = /^={0,2}$/.test(text.slice(valid.length)) ? null : 'holds characters that are not base64';
  const json = Buffer.from(valid, 'base64').toString('utf8').trim();
  const value = parseJson(json);
  if (value === null || (json === '' && trouble === null)) return { value: {}, trouble };
  if (isObject(value)) return { value, trouble };
  if (value !== undefined) return { value: null, trouble: 'is base64 of JSON, but not of an object' };
  const part = wholeMembers(json);
  return { value: part, trouble: trouble ?? 'is base64, but not of whole JSON' };
}

/** The members of a cut JSON object that are whole objects themselves: one registry's entry each. */
function wholeMembers(json: string): JsonObject | null {
  let depth = 0;
  let end = -1;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth <= 1) end = index + 1;
      if (depth <= 0) break;
    }
  }
  if (end < 0) return null;
  const value = parseJson(depth <= 0 ? json.slice(0, end) : `${json.slice(0, end)}}`);
  return isObject(value) ? value : null;
}
