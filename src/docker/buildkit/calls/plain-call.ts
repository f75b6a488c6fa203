import type { Timestamp } from '../../../layer/origin.ts';
import type { DockerFacts } from '../../../model/docker-facts.ts';
import type { MessageSide } from '../../exchange-tap.ts';
import { oneLine } from '../../operations/one-line.ts';
import { decodeMessage } from '../../protobuf/decode-message.ts';
import { type MessageType, messageType } from '../../protobuf/message-type.ts';
import { CallContent } from '../call-content.ts';
import type { GrpcCall, GrpcCallReader, GrpcStatus } from '../grpc-call-reader.ts';
import { methods } from '../methods.ts';

/** Of a method that nobody here knows: its fields by number. */
const unknownMessage = messageType('', {});

/** A call whose messages are shown, and mean nothing beyond that; others build on it. */
export class PlainCall implements GrpcCallReader {
  readonly call: GrpcCall;
  /** What it is about, as far as that is known. */
  protected words: string;
  readonly #content: CallContent;
  readonly #requestType: MessageType;
  #named = false;

  constructor(call: GrpcCall) {
    this.call = call;
    const method = Object.hasOwn(methods, call.method) ? methods[call.method] : undefined;
    this.#requestType = method?.request ?? unknownMessage;
    this.#content = new CallContent({
      request: this.#requestType,
      response: method?.response ?? unknownMessage,
    });
    this.words = fill(wordsOf(call.method), new Uint8Array(0), this.#requestType);
  }

  requestMessage(bytes: Uint8Array, _at: Timestamp): void {
    this.show('request', bytes);
    if (this.#named) return;
    this.#named = true;
    this.words = fill(wordsOf(this.call.method), bytes, this.#requestType);
  }

  responseMessage(bytes: Uint8Array, _at: Timestamp): void {
    this.show('response', bytes);
  }

  gap(_side: MessageSide, _at: Timestamp): void {}

  end(_at: Timestamp, _status: GrpcStatus | null): void {}

  get awaitsMore(): boolean {
    return false;
  }

  get done(): boolean {
    return false;
  }

  get content(): GrpcCallReader['content'] {
    return this.#content.content;
  }

  get summary(): string {
    return oneLine(this.words);
  }

  get facts(): Partial<DockerFacts> {
    return {};
  }

  protected show(side: MessageSide, bytes: Uint8Array): void {
    this.#content.add(side, bytes);
  }
}

/** Of a method without words of its own the last part of its service and its name: `LLBBridge/Ping`. */
function wordsOf(method: string): string {
  if (Object.hasOwn(methods, method)) return methods[method]!.words;
  return method.slice(method.lastIndexOf('.', method.lastIndexOf('/')) + 1);
}

/** Puts fields of the first request in the places of `{name}` and `{outer.inner}`. */
function fill(words: string, bytes: Uint8Array, type: MessageType): string {
  if (!words.includes('{')) return words;
  const message: unknown = decodeMessage(bytes, type);
  const filled = words.replace(/\{([\w.]+)\}/g, (_, path: string) => {
    let value = message;
    for (const name of path.split('.')) value = (value as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' ? value : '';
  });
  return filled.trim();
}
