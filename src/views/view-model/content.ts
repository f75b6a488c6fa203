import type { Timestamp } from '../../layer/origin.ts';
import type { Secret } from '../../model/secret.ts';

/**
 * Bytes of an exchange that are not kept with its record: they are had by reading the capture again.
 * `stream`: Docker's streams, in the order they came.
 */
export type ContentRef =
  | { readonly kind: 'body'; readonly side: 'request' | 'response' }
  /** Content of a tar's entry, by its index in the list of entries. */
  | { readonly kind: 'file'; readonly side: 'request' | 'response'; readonly index: number }
  | { readonly kind: 'stream' }
  /** Payload of a packet of TCP, by its number in the capture. */
  | { readonly kind: 'packet'; readonly frame: number }
  /** All bytes of both sides as they were sent, in the order they came. */
  | { readonly kind: 'raw' };

/** Bytes of one content that are shown; what is more is saved to a file. */
export const MAX_SHOWN: Readonly<Record<ContentRef['kind'], number>> = {
  body: 256 * 1024,
  file: 1024 * 1024,
  stream: 256 * 1024,
  // The longest that IPv4 carries; with segmentation offload hardly more.
  packet: 256 * 1024,
  raw: 256 * 1024,
};

export interface Content {
  /** At most `MAX_SHOWN`, from the start; of a body without its content coding. */
  readonly bytes: Uint8Array;
  /** There is more than `bytes`. */
  readonly cut: boolean;
  /** Of a stream: how `bytes` came, one after the other. */
  readonly pieces: readonly StreamPiece[];
  /** Of a body: the JSON values in it, secrets masked; null where it is no JSON. */
  readonly json: readonly JsonValue[] | null;
  /** `bytes` hold what `json` masks. */
  readonly secret: boolean;
}

export const NO_CONTENT: Content = {
  bytes: new Uint8Array(0),
  cut: false,
  pieces: [],
  json: null,
  secret: false,
};

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | Secret
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

export interface StreamPiece {
  readonly name: 'stdin' | 'stdout' | 'stderr' | 'raw';
  readonly at: Timestamp;
  /** Bytes of it. */
  readonly length: number;
}

/** A name for a content, the same for the same. */
export function contentKey(exchange: number, ref: ContentRef): string {
  return `${exchange} ${JSON.stringify(ref)}`;
}
