import { concat } from './bytes.ts';

/** A value of one field: a number or bigint as a varint, text, bytes, or a message of its own. */
export type FieldValue = number | bigint | boolean | string | Uint8Array;

/** A message of these fields, `[number, value]`, in this order. */
export function protobuf(...fields: readonly (readonly [number: number, value: FieldValue])[]): Uint8Array {
  return concat(...fields.map(([number, value]) => field(number, value)));
}

/** google.protobuf.Timestamp of epoch microseconds. */
export function protobufTime(microseconds: number): Uint8Array {
  const seconds = Math.floor(microseconds / 1e6);
  return protobuf([1, seconds], [2, Math.round((microseconds - seconds * 1e6) * 1000)]);
}

/** An entry of a map. */
export function mapEntry(key: string, value: FieldValue): Uint8Array {
  return protobuf([1, key], [2, value]);
}

/** Seven bits a byte, the lowest first; a negative number is its two's complement of 64 bits. */
export function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

function field(number: number, value: FieldValue): Uint8Array {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return concat(varint(number * 8), varint(typeof value === 'boolean' ? Number(value) : value));
  }
  const bytes = Buffer.from(value as string);
  return concat(varint(number * 8 + 2), varint(bytes.length), bytes);
}
