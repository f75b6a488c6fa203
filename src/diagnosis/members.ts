import type { MessageValue } from '../model/grpc-call.ts';
import { Secret } from '../model/secret.ts';

/** The member that `path` leads to in a kept JSON body; null where it is not there. */
export function memberAt(value: MessageValue, ...path: readonly string[]): MessageValue {
  let found = value;
  for (const name of path) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return null;
    found = found[name] ?? null;
  }
  return found;
}

/** Null for what is no text; of a secret what may be shown. */
export function textAt(value: MessageValue, ...path: readonly string[]): string | null {
  const found = memberAt(value, ...path);
  if (found instanceof Secret) return found.toString();
  return typeof found === 'string' ? found : null;
}

export function numberAt(value: MessageValue, ...path: readonly string[]): number | null {
  const found = memberAt(value, ...path);
  return typeof found === 'number' ? found : null;
}

/** Empty where there is no list. */
export function listAt(value: MessageValue, ...path: readonly string[]): readonly MessageValue[] {
  const found = memberAt(value, ...path);
  return isList(found) ? found : [];
}

/** The texts of a list, in order. */
export function textsAt(value: MessageValue, ...path: readonly string[]): readonly string[] {
  return listAt(value, ...path).flatMap((item) => textAt(item) ?? []);
}

/** Names of an object's members; empty where there is none. */
export function namesAt(value: MessageValue, ...path: readonly string[]): readonly string[] {
  const found = memberAt(value, ...path);
  return isObject(found) ? Object.keys(found) : [];
}

function isList(value: MessageValue): value is readonly MessageValue[] {
  return Array.isArray(value);
}

function isObject(value: MessageValue): value is { readonly [name: string]: MessageValue } {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof Secret);
}
