import type { MessageValue } from '../../model/grpc-call.ts';
import type { MessageSide } from '../exchange-tap.ts';
import { decodeMessage } from '../protobuf/decode-message.ts';
import type { MessageType } from '../protobuf/message-type.ts';
import { type Budget, shownMessage } from './shown-message.ts';

/** Messages of each side that are shown, and characters of all of them: a call may have a million. */
const MAX_MESSAGES = 20;
const MAX_CHARACTERS = 32 * 1024;

/** What is kept of a call's messages for a person to read: the first ones. */
export class CallContent {
  readonly #types: Readonly<Record<MessageSide, MessageType>>;
  readonly #shown: Record<MessageSide, MessageValue[]> = { request: [], response: [] };
  readonly #budget: Budget = { characters: MAX_CHARACTERS };

  constructor(types: Readonly<Record<MessageSide, MessageType>>) {
    this.#types = types;
  }

  add(side: MessageSide, bytes: Uint8Array): void {
    const shown = this.#shown[side];
    if (shown.length >= MAX_MESSAGES || this.#budget.characters <= 0) return;
    const type = this.#types[side];
    shown.push(shownMessage(decodeMessage(bytes, type), type, this.#budget));
  }

  /** A record does not grow on. */
  get content(): Readonly<Record<MessageSide, readonly MessageValue[]>> {
    return { request: this.#shown.request.slice(), response: this.#shown.response.slice() };
  }
}
