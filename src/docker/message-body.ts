import { createHash, type Hash } from 'node:crypto';
import type { HeaderList } from '../http/events.ts';
import { headerValue, mediaType } from '../http/header-list.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Body } from '../model/exchange.ts';
import type { BodyReader } from './bodies/body-reader.ts';
import { PauseWatch } from './pause-watch.ts';

/** One message's body: counted, digested where asked for, and handed to the reader that knows its format. */
export class MessageBody {
  readonly #hash: Hash | null;
  readonly #reader: BodyReader | null;
  readonly #mediaType: string | null;
  readonly #encoding: string | null;
  readonly #watch: PauseWatch;
  #damaged = false;
  #complete = false;
  #ended = false;
  #digest: string | null = null;

  /** `at` is the time of its head. */
  constructor(headers: HeaderList, at: Timestamp, reader: BodyReader | null, hash: boolean) {
    this.#watch = new PauseWatch(at);
    this.#hash = hash ? createHash('sha256') : null;
    this.#reader = reader;
    this.#mediaType = mediaType(headers);
    this.#encoding = contentEncoding(headers);
  }

  push(bytes: Uint8Array, at: Timestamp, frameStart?: boolean): void {
    this.#watch.push(bytes.length, at);
    this.#hash?.update(bytes);
    this.#reader?.push(bytes, at, frameStart);
  }

  gap(missing: number, at: Timestamp): void {
    this.#damaged = true;
    this.#watch.gap(at);
    this.#reader?.gap(missing, at);
  }

  end(at: Timestamp, complete: boolean): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#watch.end(at);
    this.#complete = complete && !this.#damaged;
    // A digest of half a body would look like one of the whole.
    this.#digest = this.#complete ? (this.#hash?.digest('hex') ?? null) : null;
    this.#reader?.end(at, this.#complete);
  }

  record(): Body {
    return {
      bytes: this.#watch.bytes,
      complete: this.#complete,
      mediaType: this.#mediaType,
      encoding: this.#encoding,
      sha256: this.#digest,
      lastByteAt: this.#watch.lastByteAt,
      pauses: this.#watch.pauses,
    };
  }
}

/** Content-Encoding, lower case; null for identity (RFC 9110, section 8.4). */
export function contentEncoding(headers: HeaderList): string | null {
  const encoding = headerValue(headers, 'content-encoding')?.trim().toLowerCase() ?? null;
  return encoding === '' || encoding === 'identity' ? null : encoding;
}
