import type { Exchange } from '../../../src/model/exchange.ts';
import type { CaptureStatus, Engine } from '../../../src/views/view-model/engine.ts';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';

/** An engine over records in memory, for screens under test. `asked` notes the ranges that were asked for. */
export class MemoryEngine implements Engine {
  readonly asked: [start: number, end: number][] = [];
  readonly #exchanges: Exchange[];
  readonly #listeners = new Set<() => void>();
  #status: CaptureStatus;

  constructor(exchanges: readonly Exchange[], status: Partial<CaptureStatus> = {}) {
    this.#exchanges = [...exchanges];
    this.#status = {
      source: 'capture.pcapng',
      state: 'ended',
      progress: 1,
      exchanges: exchanges.length,
      packets: 1204,
      dropped: 0,
      undecoded: 0,
      missingBytes: 0,
      issues: 0,
      findings: [],
      message: null,
      ...status,
    };
  }

  status(): CaptureStatus {
    return this.#status;
  }

  rows(start: number, end: number) {
    this.asked.push([start, end]);
    return this.#exchanges.slice(start, end).map(exchangeRow);
  }

  async exchange(id: number): Promise<Exchange | null> {
    return this.#exchanges.find((exchange) => exchange.id === id) ?? null;
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /** Adds an exchange, or puts a newer state of it in its place. */
  put(exchange: Exchange): void {
    const at = this.#exchanges.findIndex(({ id }) => id === exchange.id);
    this.#exchanges[at === -1 ? this.#exchanges.length : at] = exchange;
    this.setStatus({ exchanges: this.#exchanges.length });
  }

  setStatus(over: Partial<CaptureStatus>): void {
    this.#status = { ...this.#status, ...over };
    for (const listener of this.#listeners) listener();
  }
}
