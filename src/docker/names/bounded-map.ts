/**
 * A map that holds at most `limit` entries, and of those that were set last at least half as many. It
 * forgets the older half at once: to delete and set one entry again and again, so that it is the newest,
 * makes V8's Map slower with each time.
 */
export class BoundedMap<Value> {
  readonly #half: number;
  #older = new Map<string, Value>();
  #newer = new Map<string, Value>();

  constructor(limit: number) {
    this.#half = limit / 2;
  }

  get(key: string): Value | undefined {
    return this.#newer.get(key) ?? this.#older.get(key);
  }

  set(key: string, value: Value): void {
    this.#newer.set(key, value);
    if (this.#newer.size < this.#half) return;
    this.#older = this.#newer;
    this.#newer = new Map();
  }

  /** Each entry once, in no order that means anything. */
  *values(): IterableIterator<Value> {
    for (const [key, value] of this.#older) if (!this.#newer.has(key)) yield value;
    yield* this.#newer.values();
  }
}
