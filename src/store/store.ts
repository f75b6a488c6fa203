import type { Issue } from '../layer/issue.ts';
import type { Connection } from '../model/connection.ts';
import type { Exchange } from '../model/exchange.ts';

/**
 * Exchanges that are kept, oldest let go first. A record is a few KiB, of a build with a large context some
 * MiB; what was let go is still in the capture file.
 */
const MAX_EXCHANGES = 100_000;
const MAX_CONNECTIONS = 10_000;
const MAX_ISSUES = 1_000;

/** The records of a capture as they stand, and which of them changed since somebody last asked. */
export class Store {
  readonly #exchanges = new Map<number, Exchange>();
  /** Ids in order of the request's first byte; a map alone would keep the order of arrival. */
  readonly #order: number[] = [];
  readonly #connections = new Map<number, Connection>();
  readonly #issues: Issue[] = [];
  #changed = new Set<number>();
  #issueCount = 0;

  put(exchange: Exchange): void {
    const { id } = exchange;
    if (!this.#exchanges.has(id)) this.#insert(id);
    this.#exchanges.set(id, exchange);
    this.#changed.add(id);
    if (this.#order.length > MAX_EXCHANGES) this.#forgetOldest();
  }

  putConnection(connection: Connection): void {
    this.#connections.set(connection.id, connection);
    if (this.#connections.size <= MAX_CONNECTIONS) return;
    const [oldest] = this.#connections.keys();
    this.#connections.delete(oldest as number);
  }

  putIssue(issue: Issue): void {
    this.#issueCount += 1;
    if (this.#issues.length < MAX_ISSUES) this.#issues.push(issue);
  }

  get size(): number {
    return this.#order.length;
  }

  /** Counts all, kept or not. */
  get issueCount(): number {
    return this.#issueCount;
  }

  get issues(): readonly Issue[] {
    return this.#issues;
  }

  exchange(id: number): Exchange | null {
    return this.#exchanges.get(id) ?? null;
  }

  connection(id: number): Connection | null {
    return this.#connections.get(id) ?? null;
  }

  /** The exchange at a position from 0, in order of the requests' first bytes. */
  at(position: number): Exchange | null {
    const id = this.#order[position];
    return id === undefined ? null : this.exchange(id);
  }

  /** In order of the requests' first bytes. */
  *exchanges(): Iterable<Exchange> {
    for (const id of this.#order) {
      const exchange = this.#exchanges.get(id);
      if (exchange !== undefined) yield exchange;
    }
  }

  connections(): Iterable<Connection> {
    return this.#connections.values();
  }

  /** Ids that were put since the last call. */
  takeChanged(): ReadonlySet<number> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  #insert(id: number): void {
    let place = this.#order.length;
    while (place > 0 && (this.#order[place - 1] as number) > id) place -= 1;
    this.#order.splice(place, 0, id);
  }

  #forgetOldest(): void {
    const id = this.#order.shift() as number;
    this.#exchanges.delete(id);
    this.#changed.delete(id);
  }
}
