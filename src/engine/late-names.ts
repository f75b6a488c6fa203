import type { Exchange } from '../model/exchange.ts';

/** Characters of an id that Docker shows to people. */
const SHORT_ID = 12;

/** Exchanges that wait for a name; of more, the newest. */
const MAX_WAITING = 20_000;

/** A container's name by its full id; null where the traffic has not told it. */
export type NameOf = (id: string) => string | null;

/** Exchanges about containers whose name was not told yet, to be shown by it once it is. */
export class LateNames {
  readonly #unnamed = new Map<number, string>();

  /** Takes in an exchange, or a newer state of it; gives it with its container's name, where that is known now. */
  put(exchange: Exchange, nameOf: NameOf): Exchange {
    const { container } = exchange.docker;
    if (container?.id == null || container.name !== null) return exchange;
    const name = nameOf(container.id);
    if (name !== null) return withName(exchange, container.id, name);
    this.#unnamed.set(exchange.id, container.id);
    const [oldest] = this.#unnamed.keys();
    if (this.#unnamed.size > MAX_WAITING && oldest !== undefined) this.#unnamed.delete(oldest);
    return exchange;
  }

  /** Ids of exchanges whose container has got its name; each is told once. */
  take(nameOf: NameOf): readonly number[] {
    const named = Array.from(this.#unnamed).filter(([, container]) => nameOf(container) !== null);
    for (const [id] of named) this.#unnamed.delete(id);
    return named.map(([id]) => id);
  }

  /** Exchanges with lower ids were let go. */
  forgetBefore(oldest: number): void {
    for (const [id] of this.#unnamed) {
      if (id >= oldest) break;
      this.#unnamed.delete(id);
    }
  }
}

function withName(exchange: Exchange, id: string, name: string): Exchange {
  return {
    ...exchange,
    summary: exchange.summary.replaceAll(id.slice(0, SHORT_ID), name),
    docker: { ...exchange.docker, container: { id, name } },
  };
}
