import type { MessageValue } from '../../model/grpc-call.ts';
import { Secret } from '../../model/secret.ts';
import { maskText } from '../auth/mask-json.ts';
import { isSecret } from '../auth/secret-names.ts';
import { type FieldKind, type Message, type MessageType, unknownFields } from '../protobuf/message-type.ts';

/** Characters of one text that are shown, and items of one list. */
const MAX_TEXT = 4096;
const MAX_ITEMS = 200;

/** What may still be shown of a call; every name and text takes from it. */
export interface Budget {
  characters: number;
}

/**
 * A decoded message as it may be shown: fields that were not sent left out, secrets masked, unknown fields by
 * their number. Where the budget ends, so does what is shown.
 */
export function shownMessage(message: Message, type: MessageType, budget: Budget): MessageValue {
  const shown: [string, MessageValue][] = [];
  for (const [name, field] of Object.entries(type.fields)) {
    const value = message[name];
    if (isAbsent(value)) continue;
    if (budget.characters <= 0) break;
    budget.characters -= name.length;
    if (field.secret) shown.push([name, new Secret(asText(value))]);
    else if (field.repeated) {
      const items = (value as readonly unknown[]).slice(0, MAX_ITEMS);
      shown.push([name, items.map((item) => shownValue(name, item, field.kind, budget))]);
    } else shown.push([name, shownValue(name, value, field.kind, budget)]);
  }
  for (const { number, value } of message[unknownFields]) {
    if (budget.characters <= 0) break;
    shown.push([String(number), typeof value === 'number' ? value : shownBytes('', value, budget)]);
  }
  return Object.fromEntries(shown);
}

function shownValue(name: string, value: unknown, kind: FieldKind, budget: Budget): MessageValue {
  if (budget.characters <= 0) return null;
  switch (kind.is) {
    case 'text':
      return shownText(name, value as string, budget);
    case 'bytes':
      return shownBytes(name, value as Uint8Array, budget);
    case 'message':
      return shownMessage(value as Message, kind.type(), budget);
    case 'map': {
      const entries = [...(value as ReadonlyMap<string, unknown>)].slice(0, MAX_ITEMS);
      budget.characters -= entries.reduce((sum, [key]) => sum + key.length, 0);
      return Object.fromEntries(
        entries.map(([key, item]) => [key, shownValue(key, item, kind.value, budget)]),
      );
    }
    case 'exact':
      budget.characters -= 20;
      return String(value);
    default:
      budget.characters -= 8;
      return value as number | boolean;
  }
}

/** `build-arg:NPM_TOKEN` and the like hold secrets, and so may any text. */
function shownText(name: string, value: string, budget: Budget): string | Secret {
  const text = value.slice(0, MAX_TEXT);
  budget.characters -= text.length + 2;
  return isSecret(name, text) ? new Secret(text) : maskText(text);
}

function shownBytes(name: string, bytes: Uint8Array, budget: Budget): string | Secret {
  const start = Buffer.from(bytes.subarray(0, MAX_TEXT));
  const text = start.toString('utf8');
  const isText = !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/.test(text);
  return shownText(name, isText ? text : start.toString('base64'), budget);
}

function isAbsent(value: unknown): boolean {
  if (value === null || value === '' || value === 0 || value === 0n || value === false) return true;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  return value instanceof Map && value.size === 0;
}

function asText(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value);
}
