import type { Timestamp } from '../layer/origin.ts';
import { type GrpcIssueCode, grpcIssueCodes } from './issue-codes.ts';
import { decompressMessage } from './message-compression.ts';

/** Compressed-flag and length (gRPC over HTTP2, section "Length-Prefixed-Message"). */
const PREFIX_BYTES = 5;
/** As BuildKit's own limit for a message that it receives (util/grpcerrors, 16 MiB). */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
/** A buffer that has grown beyond this is given back after its message. */
const MAX_IDLE_BUFFER = 256 * 1024;

/** Who is told. Bytes are views, valid during the call. */
export interface MessageSink {
  /** A whole message, decompressed; `at` is the time of its first byte. */
  message(bytes: Uint8Array, at: Timestamp): void;
  /** A message, or any number of them, is missing here. */
  gap(at: Timestamp): void;
  issue(code: GrpcIssueCode, message: string, at: Timestamp): void;
}

/**
 * Length-prefixed messages of one side of a gRPC call: content of DATA frames in, messages out. A message that
 * comes whole in one piece is not copied. Where bytes are missing inside of a message it goes on by count, and
 * otherwise at the next DATA frame that a message can begin in, as grpc-go begins each in a frame of its own.
 */
export class MessageReader {
  readonly #sink: MessageSink;
  readonly #encoding: string | null;
  #step: 'prefix' | 'message' | 'passing-over' | 'seeking' = 'prefix';
  #kept = new Uint8Array(PREFIX_BYTES);
  #keptBytes = 0;
  #messageAt: Timestamp = 0;
  #compressed = false;
  /** Whether a message begins here is not sure: bytes before it are missing. */
  #guessed = false;
  #length = 0;
  /** Bytes left of a message that is passed over. */
  #remaining = 0;

  /** `encoding` is the `grpc-encoding` of this side; null for none. */
  constructor(encoding: string | null, sink: MessageSink) {
    this.#encoding = encoding;
    this.#sink = sink;
  }

  /** `frameStart` where the bytes are the first of a DATA frame. */
  push(bytes: Uint8Array, at: Timestamp, frameStart: boolean): void {
    if (this.#step === 'seeking' && frameStart) {
      this.#step = 'prefix';
      this.#guessed = true;
    }
    let offset = 0;
    while (offset < bytes.length) offset = this.#read(bytes, offset, at);
  }

  /** 0 missing bytes are any number of them. */
  gap(missing: number, at: Timestamp): void {
    this.#sink.gap(at);
    const left = this.#step === 'message' ? this.#length - this.#keptBytes : this.#remaining;
    const inside = this.#step === 'message' || this.#step === 'passing-over';
    this.#keptBytes = 0;
    if (inside && missing > 0 && missing <= left) {
      this.#step = 'passing-over';
      this.#remaining = left;
      this.#passOver(missing);
    } else {
      this.#step = 'seeking';
      this.#remaining = 0;
    }
  }

  end(at: Timestamp): void {
    const inside = this.#keptBytes > 0 || this.#step === 'message' || this.#step === 'passing-over';
    if (!inside) return;
    this.#sink.issue('grpc/message-cut', grpcIssueCodes['grpc/message-cut'], at);
    if (this.#step !== 'passing-over') this.#sink.gap(at);
    this.#keptBytes = 0;
    this.#step = 'seeking';
  }

  #read(bytes: Uint8Array, offset: number, at: Timestamp): number {
    switch (this.#step) {
      case 'prefix':
        return this.#readPrefix(bytes, offset, at);
      case 'message':
        return this.#readMessage(bytes, offset);
      case 'passing-over': {
        const end = Math.min(bytes.length, offset + this.#remaining);
        this.#passOver(end - offset);
        return end;
      }
      case 'seeking':
        return bytes.length;
    }
  }

  #readPrefix(bytes: Uint8Array, offset: number, at: Timestamp): number {
    if (this.#keptBytes === 0) this.#messageAt = at;
    const end = this.#keep(bytes, offset, PREFIX_BYTES);
    if (this.#keptBytes < PREFIX_BYTES) return end;
    this.#keptBytes = 0;
    const [flag = 0, ...length] = this.#kept.subarray(0, PREFIX_BYTES);
    this.#length = length.reduce((sum, byte) => sum * 256 + byte, 0);
    this.#compressed = flag === 1;
    if (this.#guessed) {
      this.#guessed = false;
      // Zeros of a file's content would be an empty message.
      if (flag > 1 || this.#length === 0 || this.#length > MAX_MESSAGE_BYTES) {
        this.#step = 'seeking';
        return bytes.length;
      }
    }
    if (flag > 1) {
      this.#giveUp('grpc/bad-message');
      this.#step = 'seeking';
      return bytes.length;
    }
    if (this.#length > MAX_MESSAGE_BYTES) {
      this.#giveUp('grpc/message-too-large');
      this.#step = 'passing-over';
      this.#remaining = this.#length;
      return end;
    }
    this.#step = 'message';
    return this.#length === 0 ? this.#readMessage(bytes, end) : end;
  }

  #readMessage(bytes: Uint8Array, offset: number): number {
    if (this.#keptBytes === 0 && bytes.length - offset >= this.#length) {
      this.#step = 'prefix';
      this.#give(bytes.subarray(offset, offset + this.#length));
      return offset + this.#length;
    }
    const end = this.#keep(bytes, offset, this.#length);
    if (this.#keptBytes < this.#length) return end;
    this.#keptBytes = 0;
    this.#step = 'prefix';
    this.#give(this.#kept.subarray(0, this.#length));
    if (this.#kept.length > MAX_IDLE_BUFFER) this.#kept = new Uint8Array(PREFIX_BYTES);
    return end;
  }

  #give(bytes: Uint8Array): void {
    const message = this.#compressed ? decompressMessage(bytes, this.#encoding, MAX_MESSAGE_BYTES) : bytes;
    if (message === null) this.#giveUp('grpc/compression');
    else this.#sink.message(message, this.#messageAt);
  }

  #giveUp(code: GrpcIssueCode): void {
    this.#sink.issue(code, grpcIssueCodes[code], this.#messageAt);
    this.#sink.gap(this.#messageAt);
  }

  #passOver(count: number): void {
    this.#remaining -= count;
    if (this.#remaining === 0) this.#step = 'prefix';
  }

  /** Keeps bytes until there are `wanted`; returns the offset behind those it took. */
  #keep(bytes: Uint8Array, offset: number, wanted: number): number {
    const end = Math.min(bytes.length, offset + wanted - this.#keptBytes);
    const length = this.#keptBytes + end - offset;
    if (length > this.#kept.length) {
      // The length is only what a peer says: memory is taken as bytes come.
      const grown = new Uint8Array(Math.min(wanted, Math.max(length, this.#kept.length * 2, 32 * 1024)));
      grown.set(this.#kept.subarray(0, this.#keptBytes));
      this.#kept = grown;
    }
    this.#kept.set(bytes.subarray(offset, end), this.#keptBytes);
    this.#keptBytes = length;
    return end;
  }
}
