import { constants, gunzipSync, inflateSync } from 'node:zlib';
import { type MaskedJson, maskJson } from '../docker/auth/mask-json.ts';
import { parseJson } from '../docker/json/parse-json.ts';
import type { Body } from '../model/exchange.ts';
import { Secret } from '../model/secret.ts';
import { MAX_SHOWN } from '../views/view-model/content.ts';

export interface ShownBody {
  /** After content coding, as far as it can be undone. */
  readonly bytes: Uint8Array;
  readonly cut: boolean;
  /** The JSON values in it, secrets masked; null where it is no JSON. */
  readonly json: readonly MaskedJson[] | null;
  /** `bytes` hold what `json` masks, or may hold such. */
  readonly secret: boolean;
}

const MAX_BYTES = MAX_SHOWN.body;

/** JSON values in one body, one a line: a build's progress has thousands. */
const MAX_VALUES = 20_000;

/** What a screen shows of a body of an operation, from its first `bytes`. */
export function shownBody(
  bytes: Uint8Array,
  cut: boolean,
  { mediaType, encoding }: Pick<Body, 'mediaType' | 'encoding'>,
  operation: string | null,
): ShownBody {
  const plain = decoded(bytes, encoding);
  const isJson = /json/i.test(mediaType ?? '');
  const text = isJson || looksLikeJson(plain.bytes) ? Buffer.from(plain.bytes).toString('utf8') : '';
  const { values, rest } = text === '' ? NO_JSON : jsonValues(text, operation);
  const whole = cut || plain.cut;
  // JSON that cannot be read, or not to its end, may hold anything.
  const unread = isJson ? text !== '' : text !== '' && whole;
  const secret = values === null ? unread : values.some(hasSecret) || SECRET_WORDS.test(rest);
  return { bytes: plain.bytes, cut: whole, json: values, secret };
}

function decoded(
  bytes: Uint8Array,
  encoding: string | null,
): { readonly bytes: Uint8Array; readonly cut: boolean } {
  const inflate =
    encoding === 'gzip' || encoding === 'x-gzip' ? gunzipSync : encoding === 'deflate' ? inflateSync : null;
  if (inflate === null) return { bytes, cut: false };
  try {
    const whole = inflate(bytes, { maxOutputLength: 64 * MAX_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
    return { bytes: whole.subarray(0, MAX_BYTES), cut: whole.length > MAX_BYTES };
  } catch {
    // Not what its header says: shown as it was sent.
    return { bytes, cut: false };
  }
}

function looksLikeJson(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7b || bytes[0] === 0x5b;
}

/** The whole text as one value, or each of its lines as one; no values where neither is so. */
function jsonValues(text: string, operation: string | null): JsonLines {
  const whole = parseJson(text);
  if (whole !== undefined) return { values: [maskJson(whole, operation)], rest: '' };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.slice(0, MAX_VALUES).map(parseJson);
  // The last line may be cut.
  const cut = values.length > 1 && values.at(-1) === undefined;
  if (cut) values.pop();
  if (values.length === 0 || values.includes(undefined)) return NO_JSON;
  const rest = [...(cut ? lines.slice(values.length, MAX_VALUES) : []), ...lines.slice(MAX_VALUES)].join(
    '\n',
  );
  return { values: values.map((value) => maskJson(value, operation)), rest };
}

interface JsonLines {
  readonly values: readonly MaskedJson[] | null;
  /** Lines that were not read. */
  readonly rest: string;
}

const NO_JSON: JsonLines = { values: null, rest: '' };

/** In a line that cannot be read they may name a secret. */
const SECRET_WORDS = /passw|secret|token|auth|credential|[-_]key/i;

/** Whether anything in it is masked. */
export function hasSecret(value: MaskedJson): boolean {
  if (value instanceof Secret) return true;
  if (Array.isArray(value)) return value.some(hasSecret);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasSecret);
}
