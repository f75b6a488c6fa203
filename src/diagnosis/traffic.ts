import type { Connection } from '../model/connection.ts';
import type { Exchange } from '../model/exchange.ts';

/** What was said between clients and daemons, as rules look at it. */
export class Traffic {
  /** In order of the requests' first bytes. */
  readonly exchanges: readonly Exchange[];
  /** In order of their first packets. */
  readonly connections: readonly Connection[];
  readonly #operations = new Map<string | null, Exchange[]>();
  readonly #connections = new Map<number, Connection>();

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
