import type { Exchange } from '../model/exchange.ts';
import { CommandGroups } from '../views/view-model/command-groups.ts';

/** What a part of a capture is made of. */
export interface PartSelection {
  readonly connections: ReadonlySet<number>;
  /** Calls that passed; others came by the same connections, or belong to the same commands. */
  readonly passed: number;
}

/**
 * Which connections show the exchanges that pass as the whole capture does: those that carried them and the
 * other calls of their commands, such as the session of a build, whose files came by it.
 */
export class PartSelector {
  readonly #passes: (exchange: Exchange) => boolean;
  readonly #groups = new CommandGroups();
  readonly #connectionOf = new Map<number, number>();
  readonly #passed: Exchange['id'][] = [];
  readonly #related = new Set<number>();

  constructor(passes: (exchange: Exchange) => boolean) {
    this.#passes = passes;
  }

  /** An exchange has begun: commands are put together in the order in which their calls began. */
  opened(exchange: Exchange): void {
    this.#groups.put(exchange);
    this.#connectionOf.set(exchange.id, exchange.connection);
  }

  closed(exchange: Exchange): void {
    this.opened(exchange);
    if (!this.#passes(exchange)) return;
    this.#passed.push(exchange.id);
    for (const id of joinedFrom(exchange)) this.#related.add(id);
  }

  selection(): PartSelection {
    const ids = new Set(this.#related);
    for (const id of this.#passed) {
      ids.add(id);
      const group = this.#groups.groupOf(id);
      for (const call of group === null ? [] : this.#groups.calls(group)) ids.add(call);
    }
    const connections = new Set<number>();
    for (const id of ids) {
      const connection = this.#connectionOf.get(id);
      if (connection !== undefined) connections.add(connection);
    }
    return { connections, passed: this.#passed.length };
  }
}

/** A build with BuildKit is told by several exchanges, which need not be of its own connection. */
function joinedFrom({ docker }: Exchange): readonly number[] {
  const carrier = docker.grpc?.carrier ?? null;
  const { buildkit = null } = docker.build ?? {};
  const joined = buildkit === null ? [] : Object.values(buildkit.exchanges).flat();
  const directories = buildkit?.directories.map(({ exchange }) => exchange) ?? [];
  return [carrier, ...joined, ...directories].filter((id): id is number => typeof id === 'number');
}
