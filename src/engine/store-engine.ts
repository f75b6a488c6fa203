import type { Exchange } from '../model/exchange.ts';
import type { PipelineEvent } from '../pipeline/pipeline-event.ts';
import { Store } from '../store/store.ts';
import type { CaptureStatus, Engine } from '../views/view-model/engine.ts';
import { type ExchangeRow, exchangeRow } from '../views/view-model/exchange-row.ts';

/** How often listeners are told of changes, in milliseconds: often enough to look live, seldom enough to be cheap. */
const TELL_INTERVAL = 100;

/** What a screen asks, answered from a store in the same process. */
export class StoreEngine implements Engine {
  readonly #store = new Store();
  readonly #rows = new Map<number, ExchangeRow>();
  readonly #listeners = new Set<() => void>();
  #status: CaptureStatus;
  #telling: NodeJS.Timeout | null = null;

  constructor(source: string) {
    this.#status = {
      source,
      state: 'reading',
      progress: null,
      exchanges: 0,
      packets: 0,
      dropped: null,
      issues: 0,
      findings: [],
      message: null,
    };
  }

  take(event: PipelineEvent): void {
    if (event.kind === 'exchange-opened' || event.kind === 'exchange-closed') this.update(event.exchange);
    else if (event.kind === 'connection-opened' || event.kind === 'connection-closed')
      this.#store.putConnection(event.connection);
    else {
      this.#store.putIssue(event);
      this.set({ issues: this.#store.issueCount });
    }
  }

  update(exchange: Exchange): void {
    this.#store.put(exchange);
    this.#rows.delete(exchange.id);
    this.set({ exchanges: this.#store.size });
  }

  set(change: Partial<CaptureStatus>): void {
    this.#status = { ...this.#status, ...change };
    if (this.#telling !== null || this.#listeners.size === 0) return;
    this.#telling = setTimeout(() => {
      this.#telling = null;
      for (const listener of this.#listeners) listener();
    }, TELL_INTERVAL);
    this.#telling.unref();
  }

  status(): CaptureStatus {
    return this.#status;
  }

  rows(start: number, end: number): readonly (ExchangeRow | null)[] {
    const rows: (ExchangeRow | null)[] = [];
    for (let position = start; position < end; position += 1) {
      const exchange = this.#store.at(position);
      rows.push(exchange === null ? null : this.#row(exchange));
    }
    return rows;
  }

  exchange(id: number): Promise<Exchange | null> {
    return Promise.resolve(this.#store.exchange(id));
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  #row(exchange: Exchange): ExchangeRow {
    let row = this.#rows.get(exchange.id);
    if (row === undefined) {
      row = exchangeRow(exchange);
      this.#rows.set(exchange.id, row);
    }
    return row;
  }
}
