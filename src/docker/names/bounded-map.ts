/** A map that forgets its oldest entry when it is full; setting a key again makes it the newest. */
export class BoundedMap<Value> {
  readonly #limit: number;
  readonly #entries = new Map<string, Value>();
  /** Stands behind the last entry that was forgotten: a new iterator would step over all of those again. */
  readonly #oldestFirst = this.#entries.keys();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    const oldest = this.#oldestFirst.next();
    if (oldest.done !== true) this.#entries.delete(oldest.value);
  }

  values(): IterableIterator<Value> {
    return this.#entries.values();
  }
}
