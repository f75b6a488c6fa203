import type { Direction, Timestamp } from '../layer/origin.ts';
import { readAlert } from './alert.ts';
import { readClientHello } from './client-hello.ts';
import { tlsIssueCodes } from './issue-codes.ts';
import {
  beginsTlsRecord,
  type ContentType,
  contentType,
  RECORD_HEADER_BYTES,
  recordPayload,
} from './record.ts';
import type { RefusalWatch } from './refusal-watch.ts';
import { readServerHello } from './server-hello.ts';
import type { TlsEvent } from './tls-event.ts';

/** A longer first handshake message is not collected; a ClientHello has a few hundred bytes. */
const MAX_HELLO_BYTES = 16 * 1024;
/** Type and length of a handshake message (RFC 8446, section 4). */
const HANDSHAKE_HEADER_BYTES = 4;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;

/**
 * The records of one direction: reads the first handshake message and alerts in clear, and of all else
 * only the record headers.
 */
export class RecordStream {
  readonly #direction: Direction;
  readonly #refusals: RefusalWatch;
  #step: 'header' | 'payload' | 'lost' | 'not-tls' = 'header';
  readonly #header = new Uint8Array(RECORD_HEADER_BYTES);
  #headerBytes = 0;
  #recordAt: Timestamp = 0;
  #type: ContentType = 'handshake';
  #remaining = 0;
  /** Payload that is looked into: the first handshake message, or an alert. Null where it is not. */
  #payload: Uint8Array | null = null;
  #hello: Uint8Array | null = new Uint8Array(0);
  #helloAt: Timestamp = 0;
  #records = 0;
  #bytes = 0;

  constructor(direction: Direction, refusals: RefusalWatch) {
    this.#direction = direction;
    this.#refusals = refusals;
  }

  push(bytes: Uint8Array, at: Timestamp, events: TlsEvent[]): void {
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#step === 'payload') offset = this.#readPayload(bytes, offset, at, events);
      else if (this.#step === 'header') offset = this.#readHeader(bytes, offset, at, events);
      else {
        if (this.#step === 'not-tls') this.#notTls(bytes.subarray(offset), at, events);
        return;
      }
    }
  }

  gap(missing: number, at: Timestamp, events: TlsEvent[]): void {
    this.#hello = null;
    this.#payload = null;
    if (this.#step === 'payload' && missing <= this.#remaining) {
      this.#take(missing);
      return;
    }
    if (this.#step === 'lost' || this.#step === 'not-tls') return;
    this.#step = 'lost';
    const message = tlsIssueCodes['tls/records-lost'];
    events.push({ kind: 'issue', code: 'tls/records-lost', message, at });
  }

  end(at: Timestamp, events: TlsEvent[]): void {
    if (
      this.#headerBytes > 0 &&
      this.#step === 'header' &&
      this.#records === 0 &&
      this.#hello?.length === 0
    ) {
      this.#notTls(this.#header.slice(0, this.#headerBytes), this.#recordAt, events);
    }
    this.#headerBytes = 0;
    if (this.#records === 0) return;
    const { records, bytes } = { records: this.#records, bytes: this.#bytes };
    events.push({ kind: 'application-data', direction: this.#direction, at, records, bytes });
    this.#records = 0;
  }

  #readHeader(bytes: Uint8Array, from: number, at: Timestamp, events: TlsEvent[]): number {
    if (this.#headerBytes === 0) this.#recordAt = at;
    const end = Math.min(bytes.length, from + RECORD_HEADER_BYTES - this.#headerBytes);
    this.#header.set(bytes.subarray(from, end), this.#headerBytes);
    this.#headerBytes += end - from;
    const begins = beginsTlsRecord(this.#header.subarray(0, this.#headerBytes));
    if (begins === null) return end;
    const header = this.#header.slice(0, this.#headerBytes);
    this.#headerBytes = 0;
    if (!begins) {
      this.#step = 'not-tls';
      this.#notTls(header, this.#recordAt, events);
      return end;
    }
    this.#type = contentType(header[0]!)!;
    this.#remaining = recordPayload(header);
    this.#payload = this.#looksInto() ? new Uint8Array(0) : null;
    this.#step = 'payload';
    if (this.#type === 'application-data') {
      this.#records += 1;
      this.#bytes += this.#remaining;
      if (this.#refusals.encrypted(this.#direction, this.#remaining)) {
        events.push({ kind: 'encrypted-refusal', direction: this.#direction, at: this.#recordAt });
      }
    }
    if (this.#remaining === 0) this.#step = 'header';
    return end;
  }

  /** Encrypted alerts are longer than clear ones, so an alert tells by itself which it is. */
  #looksInto(): boolean {
    return this.#type === 'alert' || (this.#type === 'handshake' && this.#hello !== null);
  }

  #readPayload(bytes: Uint8Array, from: number, at: Timestamp, events: TlsEvent[]): number {
    const end = Math.min(bytes.length, from + this.#remaining);
    if (this.#payload !== null) this.#payload = appended(this.#payload, bytes.subarray(from, end));
    this.#take(end - from);
    if (this.#remaining === 0 && this.#payload !== null) {
      if (this.#type === 'alert') this.#alert(this.#payload, events);
      else this.#handshake(this.#payload, at, events);
      this.#payload = null;
    }
    return end;
  }

  #take(count: number): void {
    this.#remaining -= count;
    if (this.#remaining === 0) this.#step = 'header';
  }

  #alert(payload: Uint8Array, events: TlsEvent[]): void {
    const alert = readAlert(payload);
    if (alert === null) return;
    events.push({ kind: 'alert', direction: this.#direction, at: this.#recordAt, ...alert });
  }

  /** A handshake message may lie in several records (RFC 8446, section 5.1). */
  #handshake(payload: Uint8Array, at: Timestamp, events: TlsEvent[]): void {
    if (this.#hello === null) return;
    if (this.#hello.length === 0) this.#helloAt = this.#recordAt;
    this.#hello = appended(this.#hello, payload);
    if (this.#hello.length < HANDSHAKE_HEADER_BYTES) return;
    const [type, high, middle, low] = this.#hello;
    const length = (high! << 16) | (middle! << 8) | low!;
    const whole = this.#hello.length >= HANDSHAKE_HEADER_BYTES + length;
    if (!whole && length <= MAX_HELLO_BYTES && (type === CLIENT_HELLO || type === SERVER_HELLO)) return;
    const body = this.#hello.subarray(HANDSHAKE_HEADER_BYTES, HANDSHAKE_HEADER_BYTES + length);
    this.#hello = null;
    if (type === CLIENT_HELLO) {
      const hello = readClientHello(body);
      if (hello === null) this.#badHello(at, events);
      else {
        this.#refusals.hello(this.#direction);
        events.push({ kind: 'client-hello', direction: this.#direction, at: this.#helloAt, ...hello });
      }
    } else if (type === SERVER_HELLO) {
      const hello = readServerHello(body);
      if (hello === null) this.#badHello(at, events);
      else events.push({ kind: 'server-hello', direction: this.#direction, at: this.#helloAt, ...hello });
    }
  }

  #badHello(at: Timestamp, events: TlsEvent[]): void {
    events.push({ kind: 'issue', code: 'tls/bad-hello', message: tlsIssueCodes['tls/bad-hello'], at });
  }

  #notTls(bytes: Uint8Array, at: Timestamp, events: TlsEvent[]): void {
    events.push({ kind: 'not-tls', direction: this.#direction, at, bytes });
  }
}

function appended(bytes: Uint8Array, more: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length + more.length);
  result.set(bytes);
  result.set(more, bytes.length);
  return result;
}
