import type { EventRows } from '../../model/docker-facts.ts';

/** Rows that are kept, the newest: a stream of events may go on for days. */
const MAX_ROWS = 500;

/** The newest rows of a stream that keeps arriving, and how many there were. */
export class EventRowList {
  #count = 0;
  readonly #rows: EventRows['rows'][number][] = [];

  add(time: string | null, text: string): void {
    this.#count += 1;
    this.#rows.push({ time, text });
    if (this.#rows.length > MAX_ROWS) this.#rows.shift();
  }

  rows(): EventRows {
    return { count: this.#count, rows: [...this.#rows] };
  }
}
