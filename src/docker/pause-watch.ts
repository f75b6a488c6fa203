import type { Timestamp } from '../layer/origin.ts';
import type { Pause } from '../model/pause.ts';

/** Microseconds: what is shorter is how a network and a program go on. */
const SHORTEST = 100_000;
/** Pauses that are kept of one body: the longest. */
const MOST = 8;

const NONE: readonly Pause[] = [];

/**
 * The longest pauses of what passes in one direction. It is asked for each packet of an upload, so that it
 * compares two numbers and makes something only where there was a pause.
 */
export class PauseWatch {
  #lastAt: Timestamp;
  #moved = false;
  #bytes = 0;
  #pauses: Pause[] | null = null;

  /** `at` is when the first byte could have come. */
  constructor(at: Timestamp) {
    this.#lastAt = at;
  }

  get bytes(): number {
    return this.#bytes;
  }

  push(bytes: number, at: Timestamp): void {
    if (at - this.#lastAt >= SHORTEST) this.#note(at);
    // A packet that filled a hole comes with a later time than those behind it.
    if (at > this.#lastAt) this.#lastAt = at;
    this.#bytes += bytes;
    this.#moved = true;
  }

  /** Bytes were lost by `at`. Nobody knows when they passed, so that the time before is no pause. */
  gap(at: Timestamp): void {
    if (at > this.#lastAt) this.#lastAt = at;
    this.#moved = true;
  }

  /** Nothing came any more until `at`. */
  end(at: Timestamp): void {
    if (at - this.#lastAt >= SHORTEST) this.#note(at);
  }

  /** Null for none. */
  get lastByteAt(): Timestamp | null {
    return this.#moved ? this.#lastAt : null;
  }

  /** In the order of time. */
  get pauses(): readonly Pause[] {
    return this.#pauses?.slice() ?? NONE;
  }

  #note(at: Timestamp): void {
    this.#pauses ??= [];
    this.#pauses.push({ at: this.#lastAt, ms: (at - this.#lastAt) / 1000, afterBytes: this.#bytes });
    if (this.#pauses.length > MOST) this.#pauses.splice(shortest(this.#pauses), 1);
  }
}

/** Of equal ones the last. */
function shortest(pauses: readonly Pause[]): number {
  let found = 0;
  for (const [index, { ms }] of pauses.entries()) if (ms <= pauses[found]!.ms) found = index;
  return found;
}
