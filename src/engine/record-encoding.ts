import { Secret } from '../model/secret.ts';

/** Key of an object that stands for a secret, or that was one of somebody else's with such a key. */
const SECRET = '$secret';
const ESCAPED = '$escaped';

/** The same for bytes, in base64. */
const BYTES = '$bytes';

type Json = Readonly<Record<string, unknown>>;

/**
 * A record as JSON text for the channel between the two processes. A `Secret` crosses it with its value and
 * its mask, and is one again on the other side; whatever does not come through here crosses as the mask.
 */
export function encodeRecord(record: unknown): string {
  return JSON.stringify(encode(record));
}

export function decodeRecord<Kind>(text: string): Kind {
  return decode(JSON.parse(text)) as Kind;
}

function encode(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Secret) return { [SECRET]: [value.reveal(), value.toString()] };
  if (value instanceof Uint8Array) return { [BYTES]: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(encode);
  const encoded = mapValues(value as Json, encode);
  // Names of a query's parameters, and keys of JSON that a daemon sent, may be any.
  return SECRET in encoded || ESCAPED in encoded || BYTES in encoded ? { [ESCAPED]: encoded } : encoded;
}

function decode(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(decode);
  const object = value as Json;
  const secret = object[SECRET];
  if (Array.isArray(secret)) return new Secret(String(secret[0]), String(secret[1]));
  const bytes = object[BYTES];
  if (typeof bytes === 'string') return new Uint8Array(Buffer.from(bytes, 'base64'));
  const escaped = object[ESCAPED];
  return mapValues(escaped === undefined ? object : (escaped as Json), decode);
}

/** By definition and not by assignment, for which `__proto__` is no ordinary key. */
function mapValues(object: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
