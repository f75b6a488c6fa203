import type { Timestamp } from '../../layer/origin.ts';

/** How long a step that runs says nothing, in the capture's time. */
export class QuietWatch {
  #last: Timestamp | null = null;
  #longest = 0;
  #runs = false;

  /** It began, printed or went on. */
  news(at: Timestamp): void {
    if (this.#last !== null && this.#runs) this.#longest = Math.max(this.#longest, at - this.#last);
    this.#last = at;
    this.#runs = true;
  }

  /** It ended; BuildKit may run it again later, and in between it has nothing to say. */
  stop(at: Timestamp): void {
    if (this.#runs) this.news(at);
    this.#last = at;
    this.#runs = false;
  }

  /** Between two pieces of news. */
  get longestMs(): number {
    return this.#longest / 1000;
  }

  /** When the last of it came, from `start` on; null for none. */
  lastMs(start: Timestamp): number | null {
    return this.#last === null ? null : (this.#last - start) / 1000;
  }
}
