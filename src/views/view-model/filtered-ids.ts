import type { Exchange } from '../../model/exchange.ts';

/**
 * Which exchanges of a growing list pass a filter: their ids, in order. Exchanges change while they go on,
 * so each is judged again whenever it is put; a new filter is a new list that all of them are put into.
 */
export class FilteredIds {
  readonly #matches: (exchange: Exchange) => boolean;
  readonly #ids: number[] = [];

  constructor(matches: (exchange: Exchange) => boolean) {
    this.#matches = matches;
  }

  get size(): number {
    return this.#ids.length;
  }

  /** Takes in an exchange, or a newer state of it. Says whether the list is another one now. */
  put(exchange: Exchange): boolean {
    const { id } = exchange;
    const place = this.placeOf(id);
    const listed = this.#ids[place] === id;
    if (this.#matches(exchange) === listed) return false;
    if (listed) this.#ids.splice(place, 1);
    else this.#ids.splice(place, 0, id);
    return true;
  }

  /** Exchanges with lower ids were let go. */
  forgetBefore(oldest: number): void {
    this.#ids.splice(0, this.placeOf(oldest));
  }

  /** Ids at the positions `start` to `end` (exclusive). */
  slice(start: number, end: number): readonly number[] {
    return this.#ids.slice(start, end);
  }

  /** Position of an id, or of the next higher one where it does not pass: the place to leave a cursor. */
  placeOf(id: number): number {
    const last = this.#ids.length - 1;
    // What comes is nearly always the newest.
    if (last < 0 || (this.#ids[last] as number) < id) return last + 1;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ids[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
