import { FieldReader, type WireType } from './field-reader.ts';
import {
  type Field,
  type FieldKind,
  type Message,
  type MessageType,
  type UnknownField,
  unknownFields,
} from './message-type.ts';

/** Nesting that is read, BuildKit's own is below 15; what is deeper stays bytes under its number. */
const MAX_DEPTH = 40;
/** Unknown fields kept of one message; a version of BuildKit adds some, noise may have thousands. */
const MAX_UNKNOWN_FIELDS = 100;

const expectedWire: Readonly<Record<FieldKind['is'], readonly WireType[]>> = {
  text: ['bytes'],
  bytes: ['bytes'],
  unsigned: ['varint', 'fixed32', 'fixed64'],
  signed: ['varint', 'fixed32', 'fixed64'],
  exact: ['varint', 'fixed64'],
  bool: ['varint'],
  double: ['fixed64'],
  timestamp: ['bytes'],
  message: ['bytes'],
  map: ['bytes'],
};

/**
 * One message by its table: all fields, those that were not sent as their default (proto3). Never throws:
 * what cannot be read is left out, and fields that the table does not name, or that are not of its type,
 * are kept by number. Byte strings are views.
 */
export function decodeMessage<Type extends MessageType>(bytes: Uint8Array, type: Type): Message<Type> {
  return decode(bytes, type, 0) as Message<Type>;
}

function decode(bytes: Uint8Array, type: MessageType, depth: number): Message {
  const values: Record<string | symbol, unknown> = {};
  for (const [name, field] of Object.entries(type.fields)) values[name] = field.absent();
  const unknown: UnknownField[] = [];
  values[unknownFields] = unknown;
  const reader = new FieldReader(bytes);
  while (reader.next()) {
    const row = type.byNumber.get(reader.number);
    if (row === undefined || !put(values, row[0], row[1], reader, depth)) keepUnknown(unknown, reader);
  }
  return values as Message;
}

/** False where the field is not what its table says. */
function put(
  values: Record<string, unknown>,
  name: string,
  field: Field,
  reader: FieldReader,
  depth: number,
): boolean {
  const { kind, repeated } = field;
  if (depth >= MAX_DEPTH) return false;
  if (!expectedWire[kind.is].includes(reader.type)) {
    return (
      repeated && isNumber(kind) && reader.type === 'bytes' && putPacked(values[name] as number[], reader)
    );
  }
  if (kind.is === 'map') putEntry(values[name] as Map<string, unknown>, kind.value, reader, depth);
  else {
    const value = readValue(kind, reader, depth);
    if (repeated) (values[name] as unknown[]).push(value);
    else values[name] = value;
  }
  return true;
}

function readValue(kind: Exclude<FieldKind, { is: 'map' }>, reader: FieldReader, depth: number): unknown {
  switch (kind.is) {
    case 'text':
      return reader.text;
    case 'bytes':
      return reader.bytes;
    case 'unsigned':
      return reader.unsigned;
    case 'signed':
      return reader.signed;
    case 'exact':
      return reader.exact;
    case 'bool':
      return reader.unsigned !== 0;
    case 'double': {
      const { buffer, byteOffset } = reader.bytes;
      return new DataView(buffer, byteOffset, 8).getFloat64(0, true);
    }
    case 'timestamp':
      return readTimestamp(reader.bytes);
    case 'message':
      return decode(reader.bytes, kind.type(), depth + 1);
  }
}

function isNumber(kind: FieldKind): boolean {
  return kind.is === 'signed' || kind.is === 'unsigned';
}

/** Repeated numbers in one field, one varint after another. */
function putPacked(values: number[], reader: FieldReader): true {
  let value = 0;
  let scale = 1;
  for (const byte of reader.bytes) {
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte >= 0x80) continue;
    values.push(value);
    value = 0;
    scale = 1;
  }
  return true;
}

function putEntry(map: Map<string, unknown>, value: FieldKind, reader: FieldReader, depth: number): void {
  const entry = new FieldReader(reader.bytes);
  let key = '';
  let found: unknown;
  while (entry.next()) {
    if (entry.number === 1) key = entry.type === 'bytes' ? entry.text : String(entry.unsigned);
    else if (entry.number === 2 && value.is !== 'map' && expectedWire[value.is].includes(entry.type)) {
      found = readValue(value, entry, depth + 1);
    }
  }
  map.set(key, found ?? emptyValue(value, depth));
}

/** Of an entry without a value, which is how an empty one is sent. */
function emptyValue(kind: FieldKind, depth: number): unknown {
  switch (kind.is) {
    case 'text':
      return '';
    case 'bytes':
      return new Uint8Array(0);
    case 'bool':
      return false;
    case 'message':
      return decode(new Uint8Array(0), kind.type(), depth + 1);
    default:
      return 0;
  }
}

/** google.protobuf.Timestamp (seconds 1, nanos 2) in epoch microseconds. */
function readTimestamp(bytes: Uint8Array): number {
  const reader = new FieldReader(bytes);
  let seconds = 0;
  let nanos = 0;
  while (reader.next()) {
    if (reader.type !== 'varint') continue;
    if (reader.number === 1) seconds = reader.signed;
    else if (reader.number === 2) nanos = reader.signed;
  }
  return seconds * 1e6 + nanos / 1000;
}

function keepUnknown(unknown: UnknownField[], reader: FieldReader): void {
  if (unknown.length >= MAX_UNKNOWN_FIELDS) return;
  const value = reader.type === 'varint' ? reader.unsigned : new Uint8Array(reader.bytes);
  unknown.push({ number: reader.number, value });
}
