/** Milliseconds after which bytes that moved are no news any more. */
const STALE_MS = 1500;

/** Between two looks at a row, so that a rate is no noise. */
const LEAST_BETWEEN_MS = 200;

interface Measured {
  readonly bytes: number;
  readonly at: number;
  readonly rate: number;
}

/** How fast bytes move in exchanges that go on; times are any clock's milliseconds. */
export class TransferRates {
  readonly #measured = new Map<number, Measured>();

  /** `bytes` of both directions, so far; `goes` on, or is over. */
  note(id: number, bytes: number, goes: boolean, now: number): void {
    if (!goes) {
      this.#measured.delete(id);
      return;
    }
    const last = this.#measured.get(id);
    if (last === undefined) this.#measured.set(id, { bytes, at: now, rate: 0 });
    else if (now - last.at >= LEAST_BETWEEN_MS && bytes > last.bytes) {
      this.#measured.set(id, { bytes, at: now, rate: ((bytes - last.bytes) / (now - last.at)) * 1000 });
    }
  }

  /** Bytes a second; null where nothing moves. */
  rate(id: number, now: number): number | null {
    const measured = this.#measured.get(id);
    if (measured === undefined || measured.rate === 0 || now - measured.at > STALE_MS) return null;
    return measured.rate;
  }
}
