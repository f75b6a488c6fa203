/**
 * Messages as tables: the name of each field, its number and its kind, from which both the reader and the
 * TypeScript type come. Facts of the protocol are in the tables and nowhere else.
 */
export interface MessageType<Fields extends FieldTable = FieldTable> {
  readonly name: string;
  readonly fields: Fields;
  readonly byNumber: ReadonlyMap<number, readonly [name: string, field: Field]>;
}

export type FieldTable = Readonly<Record<string, Field>>;

export interface Field<Value = unknown> {
  readonly number: number;
  readonly kind: FieldKind;
  readonly repeated: boolean;
  /** The value is never shown. */
  readonly secret: boolean;
  /** What stands there when the field was not sent; only its type matters outside of the reader. */
  readonly absent: () => Value;
}

export type FieldKind =
  | { readonly is: 'text' | 'bytes' | 'unsigned' | 'signed' | 'exact' | 'bool' | 'double' | 'timestamp' }
  | { readonly is: 'message'; readonly type: () => MessageType }
  /** Protobuf's map: repeated messages of a key, 1, and a value, 2. */
  | { readonly is: 'map'; readonly value: FieldKind };

/** A decoded message: a value for each field of its table, and the rest by number. */
export type Message<Type extends MessageType = MessageType> = {
  readonly [Name in keyof Type['fields']]: Type['fields'][Name] extends Field<infer Value> ? Value : never;
} & { readonly [unknownFields]: readonly UnknownField[] };

export interface UnknownField {
  readonly number: number;
  /** A copy of the content, or of the number. */
  readonly value: Uint8Array | number;
}

/** Under which a message keeps the fields that its table does not name. */
export const unknownFields = Symbol('unknown fields');

export function messageType<Fields extends FieldTable>(name: string, fields: Fields): MessageType<Fields> {
  const rows = Object.entries(fields).map(([field, row]) => [row.number, [field, row]] as const);
  return { name, fields, byNumber: new Map(rows) };
}

export function text(number: number): Field<string> {
  return one(number, { is: 'text' }, () => '');
}

export function texts(number: number): Field<readonly string[]> {
  return many(number, { is: 'text' });
}

/** A view of the message's bytes: copy it to keep it. */
export function bytes(number: number): Field<Uint8Array> {
  return one(number, { is: 'bytes' }, () => NO_BYTES);
}

export function byteStrings(number: number): Field<readonly Uint8Array[]> {
  return many(number, { is: 'bytes' });
}

/** uint32 and uint64. */
export function unsigned(number: number): Field<number> {
  return one(number, { is: 'unsigned' }, () => 0);
}

/** int32, int64 and enums. */
export function signed(number: number): Field<number> {
  return one(number, { is: 'signed' }, () => 0);
}

export function signeds(number: number): Field<readonly number[]> {
  return many(number, { is: 'signed' });
}

/** An int64 whose last digits count. */
export function exact(number: number): Field<bigint> {
  return one(number, { is: 'exact' }, () => 0n);
}

export function bool(number: number): Field<boolean> {
  return one(number, { is: 'bool' }, () => false);
}

/** google.protobuf.Timestamp, in epoch microseconds; null where it was not sent. */
export function timestamp(number: number): Field<number | null> {
  return one(number, { is: 'timestamp' }, () => null);
}

export function message<Type extends MessageType>(number: number, type: Type): Field<Message<Type> | null> {
  return one(number, { is: 'message', type: () => type }, () => null);
}

export function messages<Type extends MessageType>(
  number: number,
  type: Type,
): Field<readonly Message<Type>[]> {
  return many(number, { is: 'message', type: () => type });
}

/** A message that holds itself somewhere below; its fields are looked up by name. */
export function inner(number: number, type: () => MessageType): Field<Message | null> {
  return one(number, { is: 'message', type }, () => null);
}

export function textMap(number: number): Field<ReadonlyMap<string, string>> {
  return one(number, { is: 'map', value: { is: 'text' } }, () => new Map());
}

export function bytesMap(number: number): Field<ReadonlyMap<string, Uint8Array>> {
  return one(number, { is: 'map', value: { is: 'bytes' } }, () => new Map());
}

export function boolMap(number: number): Field<ReadonlyMap<string, boolean>> {
  return one(number, { is: 'map', value: { is: 'bool' } }, () => new Map());
}

export function messageMap<Type extends MessageType>(
  number: number,
  type: Type,
): Field<ReadonlyMap<string, Message<Type>>> {
  return one(number, { is: 'map', value: { is: 'message', type: () => type } }, () => new Map());
}

/** Marks a field whose value is a password, a token or the like. */
export function secret<Value>(field: Field<Value>): Field<Value> {
  return { ...field, secret: true };
}

const NO_BYTES = new Uint8Array(0);

function one<Value>(number: number, kind: FieldKind, absent: () => Value): Field<Value> {
  return { number, kind, repeated: false, secret: false, absent };
}

function many<Value>(number: number, kind: FieldKind): Field<readonly Value[]> {
  return { number, kind, repeated: true, secret: false, absent: () => [] };
}
