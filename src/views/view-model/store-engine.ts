import type { Issue } from '../../layer/issue.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Store } from '../../store/store.ts';
import type { CaptureStatus, Engine } from './engine.ts';
import { type ExchangeRow, exchangeRow } from './exchange-row.ts';
import { Findings } from './findings.ts';

/** The engine of a capture that is read in this process: answers from its store at once. */
export class StoreEngine implements Engine {
  readonly #store: Store;
  readonly #listeners = new Set<() => void>();
  readonly #findings = new Findings();
  /** Records are replaced and never changed, so a row is right as long as its record is there. */
  readonly #rows = new WeakMap<Exchange, ExchangeRow>();
  #status: CaptureStatus;

  constructor(store: Store, source: string, state: CaptureStatus['state']) {
    this.#store = store;
    this.#status = {
      source,
      state,
      progress: null,
      exchanges: store.size,
      packets: null,
      dropped: null,
      issues: 0,
      findings: [],
      message: null,
    };
  }

  /** Takes in an exchange, or a newer state of it. */
  put(exchange: Exchange): void {
    this.#store.put(exchange);
    this.#findings.take(exchange);
  }

  putIssue(issue: Issue): void {
    this.#store.putIssue(issue);
  }

  /** Says that the store or something of the status changed. */
  changed(over: Partial<CaptureStatus> = {}): void {
    const { size, issueCount } = this.#store;
    const findings = this.#findings.sentences();
    this.#status = { ...this.#status, exchanges: size, issues: issueCount, findings, ...over };
    for (const listener of this.#listeners) listener();
  }

  status(): CaptureStatus {
    return this.#status;
  }

  rows(start: number, end: number): readonly (ExchangeRow | null)[] {
    const rows: (ExchangeRow | null)[] = [];
    for (let position = start; position < end; position++) {
      const exchange = this.#store.at(position);
      rows.push(exchange === null ? null : this.#row(exchange));
    }
    return rows;
  }

  async exchange(id: number): Promise<Exchange | null> {
    return this.#store.exchange(id);
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => {
      this.#listeners.delete(changed);
    };
  }

  #row(exchange: Exchange): ExchangeRow {
    const known = this.#rows.get(exchange);
    if (known !== undefined) return known;
    const row = exchangeRow(exchange);
    this.#rows.set(exchange, row);
    return row;
  }
}
