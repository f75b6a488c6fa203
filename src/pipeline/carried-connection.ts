import type { CarriedBytes } from '../docker/carried-bytes.ts';
import { beginsWithPreface, PREFACE } from '../http2/preface.ts';
import type { Direction, Timestamp } from '../layer/origin.ts';
import type { ConnectionEnd, Conversation } from './conversation.ts';

/** Bytes kept until one side's have told that they are HTTP/2: the other side may send settings before. */
const MAX_HELD_BYTES = 16 * 1024;

type Side = 'client' | 'server';

type CarriedConversation = Conversation & { readonly idle: boolean };

/** Operations whose streams or messages may be the bytes of an HTTP/2 connection. */
const carriers = new Set([
  // `buildctl dial-stdio`, as buildx's docker-container driver runs it.
  'ExecStart',
  // A BuildKit session without dockerd to hand its connection over.
  'moby.buildkit.v1.Control/Session',
]);

export function carriesConnection(operation: string | null): boolean {
  return operation !== null && carriers.has(operation);
}

/**
 * A connection inside of an exchange. It is read where one side begins with the preface of HTTP/2, and left
 * alone otherwise, as of any other exec.
 */
export class CarriedConnection implements CarriedBytes {
  readonly #directions: Readonly<Record<Side, Direction>>;
  readonly #speak: (asking: Direction) => CarriedConversation;
  #conversation: CarriedConversation | null = null;
  #held: { readonly side: Side; readonly bytes: Uint8Array; readonly at: Timestamp }[] = [];
  #heldBytes = 0;
  readonly #first: Record<Side, Uint8Array> = { client: new Uint8Array(0), server: new Uint8Array(0) };
  #other = false;

  /** `speak` begins the conversation in which that side asks. */
  constructor(
    directions: Readonly<Record<Side, Direction>>,
    speak: (asking: Direction) => CarriedConversation,
  ) {
    this.#directions = directions;
    this.#speak = speak;
  }

  /** HTTP/2 is spoken, and no exchange is going on, so that whoever closes it breaks nothing off. */
  get idle(): boolean {
    return this.#conversation?.idle === true;
  }

  push(side: Side, bytes: Uint8Array, at: Timestamp): void {
    if (this.#conversation !== null) this.#conversation.push(this.#directions[side], bytes, at);
    else if (!this.#other && bytes.length > 0) this.#hold(side, bytes, at);
  }

  gap(side: Side, missing: number, at: Timestamp): void {
    if (this.#conversation === null) this.#leave();
    // One byte stands for any number of them: what matters is that the next is not the next.
    else this.#conversation.gap(this.#directions[side], Math.max(1, missing), at);
  }

  close(how: ConnectionEnd['how'], at: Timestamp): void {
    this.#conversation?.close(how, at);
    this.#conversation = null;
    this.#leave();
  }

  #hold(side: Side, bytes: Uint8Array, at: Timestamp): void {
    this.#held.push({ side, bytes: new Uint8Array(bytes), at });
    this.#heldBytes += bytes.length;
    const first = this.#first[side];
    if (first.length < PREFACE.length) {
      this.#first[side] = Buffer.concat([first, bytes.subarray(0, PREFACE.length - first.length)]);
    }
    const opens = (one: Side): boolean | null => beginsWithPreface(this.#first[one]);
    const asking = (['client', 'server'] as const).find((one) => opens(one) === true);
    if (asking !== undefined) this.#begin(asking);
    else if (this.#heldBytes > MAX_HELD_BYTES || (opens('client') === false && opens('server') === false)) {
      this.#leave();
    }
  }

  #begin(asking: Side): void {
    const conversation = this.#speak(this.#directions[asking]);
    this.#conversation = conversation;
    const held = this.#held;
    this.#held = [];
    for (const { side, bytes, at } of held) conversation.push(this.#directions[side], bytes, at);
  }

  #leave(): void {
    this.#other = true;
    this.#held = [];
  }
}
