/** What a secret looks like in every output unless its owner asks to see it. */
export const MASK = '••••';

/**
 * A value that must not be shown: a password, a token, a header that holds one. It prints and serialises
 * as the mask everywhere; `reveal` is the one way to the value, so that `grep reveal` finds every leak.
 * Where only a part of a text is secret, `shown` is the text with the mask in its place.
 */
export class Secret {
  readonly #value: string;
  readonly #shown: string;

  constructor(value: string, shown: string = MASK) {
    this.#value = value;
    this.#shown = shown;
  }

  reveal(): string {
    return this.#value;
  }

  /** Whether both hide the same value. */
  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return this.#shown;
  }

  toJSON(): string {
    return this.#shown;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.#shown;
  }
}
