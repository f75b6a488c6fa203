import { type Context, warn } from './context.ts';

/** Notes that wait while a screen is shown; a broken client may cause any number. */
const MAX_WAITING = 20;

/** Says things on standard error as they come, or after the screen that covers it was left; each once. */
export class Notes {
  readonly #context: Context;
  readonly #waits: boolean;
  readonly #said = new Set<string>();
  #waiting: string[] = [];

  constructor(context: Context, waits: boolean) {
    this.#context = context;
    this.#waits = waits;
  }

  /** `words` are one line, safe to print. */
  add(words: string): void {
    if (this.#said.has(words) || this.#waiting.length >= MAX_WAITING) return;
    this.#said.add(words);
    if (this.#waits) this.#waiting.push(words);
    else warn(this.#context, words);
  }

  /** Nothing covers standard error any more. */
  tell(): void {
    for (const words of this.#waiting) warn(this.#context, words);
    this.#waiting = [];
  }
}
