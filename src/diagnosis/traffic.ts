import type { Connection } from '../model/connection.ts';
import type { Exchange } from '../model/exchange.ts';
import { operationWords } from '../views/view-model/exchange-row.ts';

/** What was said between clients and daemons, as rules look at it. */
export class Traffic {
  /** In order of the requests' first bytes. */
  readonly exchanges: readonly Exchange[];
  /** In order of their first packets. */
  readonly connections: readonly Connection[];
  readonly #operations = new Map<string | null, Exchange[]>();
  readonly #connections = new Map<number, Connection>();
  #byId: Map<number, Exchange> | null = null;

  constructor(exchanges: readonly Exchange[], connections: readonly Connection[]) {
    this.exchanges = [...exchanges].sort((one, other) => one.id - other.id);
    this.connections = [...connections].sort((one, other) => one.id - other.id);
    for (const connection of this.connections) this.#connections.set(connection.id, connection);
    for (const exchange of this.exchanges) {
      const same = this.#operations.get(exchange.operation);
      if (same === undefined) this.#operations.set(exchange.operation, [exchange]);
      else same.push(exchange);
    }
  }

  /** What an exchange is about, for a person; null for an id that is not here. */
  words(id: number): string | null {
    this.#byId ??= new Map(this.exchanges.map((exchange) => [exchange.id, exchange]));
    const exchange = this.#byId.get(id);
    return exchange === undefined ? null : operationWords(exchange);
  }

  connection(id: number): Connection | null {
    return this.#connections.get(id) ?? null;
  }

  /** Exchanges of an operation, by its id in the Engine API or its gRPC method. */
  of(operation: string): readonly Exchange[] {
    return this.#operations.get(operation) ?? [];
  }

  /** Exchanges that carry a build: one of each build. */
  get builds(): readonly Exchange[] {
    return this.exchanges.filter(({ docker }) => docker.build !== null);
  }
}
