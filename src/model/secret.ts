/** What a secret looks like in every output unless its owner asks to see it. */
export const MASK = '••••';

/**
 * A value that must not be shown: a password, a token, a header that holds one. It prints and serialises
 * as the mask everywhere; `reveal` is the one way to the value, so that `grep reveal` finds every leak.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return MASK;
  }
}
