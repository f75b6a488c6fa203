import { constants, gunzipSync, inflateSync } from 'node:zlib';
import type { Timestamp } from '../../layer/origin.ts';
import type { BodyReader } from '../bodies/body-reader.ts';
import { parseJson } from './parse-json.ts';

/**
 * Bytes of a JSON body that are kept until its end, and of its decompressed form. A container's inspect is
 * some ten KiB; a larger body, such as a list of thousands of images, is not looked into.
 */
const MAX_BODY_BYTES = 1 << 20;

const inflaters: Readonly<Record<string, typeof gunzipSync>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
};

/** Keeps a small body whole and reads it at its end, as JSON or as text. */
export class JsonBodyReader implements BodyReader {
  readonly #encoding: string | null;
  #kept: Uint8Array[] = [];
  #size = 0;
  #missing = false;

  /** The JSON value; undefined before the end, and where the body is no JSON, cut or too large. */
  value: unknown;
  /** The body as text from the end on; null where parts are missing or it is too large. */
  text: string | null = null;

  /** `encoding` is the Content-Encoding, lower case, null for identity. */
  constructor(encoding: string | null) {
    this.#encoding = encoding;
  }

  push(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size > MAX_BODY_BYTES || this.#missing) this.#kept = [];
    else this.#kept.push(new Uint8Array(bytes));
  }

  gap(_missing: number): void {
    this.#missing = true;
    this.#kept = [];
  }

  end(_at: Timestamp, _complete: boolean): void {
    if (this.#missing || this.#size > MAX_BODY_BYTES || this.#size === 0) return;
    const body = this.#decode(Buffer.concat(this.#kept));
    this.#kept = [];
    if (body === null) return;
    this.text = body.toString('utf8');
    this.value = parseJson(this.text);
  }

  #decode(body: Buffer): Buffer | null {
    if (this.#encoding === null) return body;
    const inflate = Object.hasOwn(inflaters, this.#encoding) ? inflaters[this.#encoding] : undefined;
    if (inflate === undefined) return null;
    try {
      return inflate(body, { maxOutputLength: MAX_BODY_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      // Not what the header says, or more than is kept: the body stays unread.
      return null;
    }
  }
}
