import { UNKNOWN } from '../../../http/unknown-field.ts';
import type { Timestamp } from '../../../layer/origin.ts';
import type { DockerFacts } from '../../../model/docker-facts.ts';
import type { MessageSide } from '../../exchange-tap.ts';
import { CallContent } from '../call-content.ts';
import type { GrpcCall, GrpcCallReader, GrpcStatus } from '../grpc-call-reader.ts';
import { emptyMessage } from '../messages/content.ts';
import { recogniseCall } from '../recognise-call.ts';

const otherSide = { request: 'response', response: 'request' } as const;
const otherCaller = { client: 'daemon', daemon: 'client' } as const;

/** Messages that are kept until one tells what the call is, and bytes of each. */
const MAX_HELD = 8;
const MAX_HELD_BYTES = 16 * 1024;

/**
 * A call whose name was not captured, as the connection was joined in its middle. Once one of its messages
 * tells what it is, another reader takes over; who asks may turn out to be the other side, too.
 */
export class UnnamedCall implements GrpcCallReader {
  readonly #call: GrpcCall;
  readonly #create: (call: GrpcCall) => GrpcCallReader;
  readonly #content = new CallContent({ request: emptyMessage, response: emptyMessage });
  /** What came before it was known, to be given to the reader that takes over. */
  readonly #held: { readonly side: MessageSide; readonly bytes: Uint8Array; readonly at: Timestamp }[] = [];
  /** Sides of which messages are missing. */
  readonly #missing = new Set<MessageSide>();
  #named: GrpcCallReader | null = null;
  #turned = false;

  constructor(call: GrpcCall, create: (call: GrpcCall) => GrpcCallReader) {
    this.#call = call;
    this.#create = create;
  }

  requestMessage(bytes: Uint8Array, at: Timestamp): void {
    this.#message('request', bytes, at);
  }

  responseMessage(bytes: Uint8Array, at: Timestamp): void {
    this.#message('response', bytes, at);
  }

  gap(side: MessageSide, at: Timestamp): void {
    if (this.#named === null) this.#missing.add(side);
    else this.#named.gap(this.#sideOf(side), at);
  }

  end(at: Timestamp, status: GrpcStatus | null): void {
    this.#named?.end(at, status);
  }

  get call(): GrpcCall {
    return this.#named?.call ?? this.#call;
  }

  get awaitsMore(): boolean {
    return this.#named?.awaitsMore ?? false;
  }

  get done(): boolean {
    return this.#named?.done ?? false;
  }

  get content(): GrpcCallReader['content'] {
    return (this.#named ?? this.#content).content;
  }

  get summary(): string | null {
    return this.#named === null ? 'call whose name was not captured' : this.#named.summary;
  }

  get facts(): Partial<DockerFacts> {
    return this.#named?.facts ?? {};
  }

  #message(side: MessageSide, bytes: Uint8Array, at: Timestamp): void {
    if (this.#named === null && !this.#recognise(side, bytes)) {
      this.#content.add(side, bytes);
      if (this.#held.length < MAX_HELD && bytes.length <= MAX_HELD_BYTES) {
        this.#held.push({ side, bytes: new Uint8Array(bytes), at });
      } else this.#missing.add(side);
      return;
    }
    for (const missing of this.#missing) this.#named?.gap(this.#sideOf(missing), at);
    this.#missing.clear();
    for (const held of this.#held.splice(0)) this.#give(held.side, held.bytes, held.at);
    this.#give(side, bytes, at);
  }

  #give(side: MessageSide, bytes: Uint8Array, at: Timestamp): void {
    if (this.#sideOf(side) === 'request') this.#named?.requestMessage(bytes, at);
    else this.#named?.responseMessage(bytes, at);
  }

  #recognise(side: MessageSide, bytes: Uint8Array): boolean {
    const found = recogniseCall(side, this.#call.caller, bytes);
    if (found === null) return false;
    this.#turned = found.turned;
    const caller = found.turned ? otherCaller[this.#call.caller] : this.#call.caller;
    this.#named = this.#create({ ...this.#call, method: found.method, caller });
    return true;
  }

  #sideOf(side: MessageSide): MessageSide {
    return this.#turned ? otherSide[side] : side;
  }
}

export function isUnnamed({ method }: GrpcCall): boolean {
  return method === UNKNOWN;
}
