import type { ExchangeRow } from '../views/view-model/exchange-row.ts';

/** Rows in order of their exchanges' ids, each in its newest state. */
export class RowList {
  readonly #rows = new Map<number, ExchangeRow>();
  #order: number[] = [];

  get size(): number {
    return this.#order.length;
  }

  put(row: ExchangeRow): void {
    const { id } = row;
    if (!this.#rows.has(id)) {
      let place = this.#order.length;
      while (place > 0 && (this.#order[place - 1] as number) > id) place -= 1;
      this.#order.splice(place, 0, id);
    }
    this.#rows.set(id, row);
  }

  remove(id: number): void {
    if (!this.#rows.delete(id)) return;
    this.#order.splice(this.#order.indexOf(id), 1);
  }

  forgetBefore(oldest: number): void {
    let count = 0;
    while (count < this.#order.length && (this.#order[count] as number) < oldest) count += 1;
    if (count === 0) return;
    for (const id of this.#order.slice(0, count)) this.#rows.delete(id);
    this.#order = this.#order.slice(count);
  }

  /** Rows at the positions `start` to `end` (exclusive); null where there is none. */
  slice(start: number, end: number): readonly (ExchangeRow | null)[] {
    const rows: (ExchangeRow | null)[] = [];
    for (let position = start; position < end; position += 1) {
      const id = this.#order[position];
      rows.push(id === undefined ? null : (this.#rows.get(id) ?? null));
    }
    return rows;
  }
}
