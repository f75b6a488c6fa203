import { setTimeout as sleep } from 'node:timers/promises';
import type { Timestamp } from '../layer/origin.ts';

/** Times as fast as it was captured; `max` is as fast as it can be read. */
export type Speed = number | 'max';

/** Shorter waits than this are not worth a timer; they add up until they are. In milliseconds. */
const SHORTEST_WAIT = 5;
/** Node's timers hold no more than this; a longer silence in a capture is waited for in parts. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Plays packets with the capture's own timing, some times as fast, measured from the first packet. */
export class Pace {
  readonly #speed: Speed;
  readonly #interrupted: AbortSignal | undefined;
  #first: { readonly at: Timestamp; readonly now: number } | null = null;

  constructor(speed: Speed, interrupted: AbortSignal | undefined) {
    this.#speed = speed;
    this.#interrupted = interrupted;
  }

  mustWait(at: Timestamp): boolean {
    return this.#speed !== 'max' && this.#left(at, this.#speed) >= SHORTEST_WAIT;
  }

  /** Waits for the packet's moment, or until it is interrupted. */
  async wait(at: Timestamp): Promise<void> {
    while (this.mustWait(at) && this.#speed !== 'max' && !this.#interrupted?.aborted) {
      const ms = Math.min(LONGEST_WAIT, this.#left(at, this.#speed));
      const options = this.#interrupted === undefined ? {} : { signal: this.#interrupted };
      await sleep(ms, null, options).catch(() => null);
    }
  }

  #left(at: Timestamp, speed: number): number {
    this.#first ??= { at, now: performance.now() };
    return (at - this.#first.at) / 1000 / speed - (performance.now() - this.#first.now);
  }
}
