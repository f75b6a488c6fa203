import { ascii, concat, u16 } from './bytes.ts';

/** Frames of HTTP/2 as RFC 9113 lays them out, with header blocks that need no table. */
export const preface = ascii('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

export const frameType = {
  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  push: 5,
  ping: 6,
  goaway: 7,
  window: 8,
  continuation: 9,
} as const;

const END_STREAM = 1;
const END_HEADERS = 4;
const PADDED = 8;
const PRIORITY = 0x20;

export function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function frame(type: number, flags: number, stream: number, payload: Uint8Array): Uint8Array {
  const length = Uint8Array.of(payload.length >> 16, payload.length >> 8, payload.length);
  return concat(length, Uint8Array.of(type, flags), u32(stream), payload);
}

export type Fields = readonly (readonly [string, string])[];

/** Literals without indexing, without Huffman coding; texts shorter than 127 bytes. */
export function block(fields: Fields): Uint8Array {
  const text = (words: string) => concat(Uint8Array.of(words.length), ascii(words));
  return concat(...fields.map(([name, value]) => concat(Uint8Array.of(0), text(name), text(value))));
}

/** Literals that are added to the table. */
export function indexedBlock(fields: Fields): Uint8Array {
  const text = (words: string) => concat(Uint8Array.of(words.length), ascii(words));
  return concat(...fields.map(([name, value]) => concat(Uint8Array.of(0x40), text(name), text(value))));
}

export interface HeadersOptions {
  readonly endStream?: boolean;
  readonly endHeaders?: boolean;
  readonly padding?: number;
  readonly priority?: boolean;
}

export function headers(
  stream: number,
  fields: Fields | Uint8Array,
  { endStream = false, endHeaders = true, padding, priority = false }: HeadersOptions = {},
): Uint8Array {
  const fragment = fields instanceof Uint8Array ? fields : block(fields);
  const flags =
    (endStream ? END_STREAM : 0) |
    (endHeaders ? END_HEADERS : 0) |
    (padding === undefined ? 0 : PADDED) |
    (priority ? PRIORITY : 0);
  const payload = concat(
    padding === undefined ? new Uint8Array(0) : Uint8Array.of(padding),
    priority ? concat(u32(0x80000003), Uint8Array.of(15)) : new Uint8Array(0),
    fragment,
    new Uint8Array(padding ?? 0),
  );
  return frame(frameType.headers, flags, stream, payload);
}

export function continuation(stream: number, fragment: Uint8Array, endHeaders: boolean): Uint8Array {
  return frame(frameType.continuation, endHeaders ? END_HEADERS : 0, stream, fragment);
}

export function data(
  stream: number,
  content: Uint8Array | string,
  { endStream = false, padding }: { readonly endStream?: boolean; readonly padding?: number } = {},
): Uint8Array {
  const bytes = typeof content === 'string' ? ascii(content) : content;
  const flags = (endStream ? END_STREAM : 0) | (padding === undefined ? 0 : PADDED);
  const payload =
    padding === undefined ? bytes : concat(Uint8Array.of(padding), bytes, new Uint8Array(padding));
  return frame(frameType.data, flags, stream, payload);
}

export function reset(stream: number, errorCode: number): Uint8Array {
  return frame(frameType.reset, 0, stream, u32(errorCode));
}

export function settings(...values: readonly (readonly [number, number])[]): Uint8Array {
  return frame(frameType.settings, 0, 0, concat(...values.map(([id, value]) => concat(u16(id), u32(value)))));
}

export const settingsAnswer = frame(frameType.settings, 1, 0, new Uint8Array(0));

export function windowUpdate(stream: number, bytes: number): Uint8Array {
  return frame(frameType.window, 0, stream, u32(bytes));
}

export function ping(answer = false): Uint8Array {
  return frame(frameType.ping, answer ? 1 : 0, 0, ascii('pingpong'));
}

export function goaway(lastStream: number, errorCode: number, debug = ''): Uint8Array {
  return frame(frameType.goaway, 0, 0, concat(u32(lastStream), u32(errorCode), ascii(debug)));
}

/** What a request of Docker's or gRPC's has. */
export function request(path: string, more: Fields = [], method = 'POST'): Fields {
  return [[':method', method], [':scheme', 'http'], [':path', path], [':authority', 'docker'], ...more];
}

export function response(status: number, more: Fields = []): Fields {
  return [[':status', `${status}`], ...more];
}

/** A length-prefixed gRPC message. */
export function grpcMessage(content: Uint8Array | string, compressed = false): Uint8Array {
  const bytes = typeof content === 'string' ? ascii(content) : content;
  return concat(Uint8Array.of(compressed ? 1 : 0), u32(bytes.length), bytes);
}
