import type { Connection } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';
import { formatQuantity } from './format-bytes.ts';
import { safeText } from './safe-text.ts';
import { sensitivePath } from './secret-paths.ts';
import { transportOf } from './transport.ts';

/** Paths named in a finding; the rest is counted. */
const MAX_NAMED = 3;

/** Gathers, exchange by exchange, what is worth knowing of a capture as a whole. */
export class Findings {
  readonly #registries = new Set<string>();
  readonly #paths = new Set<string>();

  #encrypted = 0;

  /** Connections, of those that ended, that are encrypted. */
  get encrypted(): number {
    return this.#encrypted;
  }

  takeConnection({ protocol, closedAt }: Connection): void {
    if (protocol === 'tls' && closedAt !== null) this.#encrypted += 1;
  }

  take({ docker, server, proxied }: Exchange): void {
    if (transportOf(server, proxied).readable) {
      for (const { server: registry, secret } of docker.build?.registries ?? []) {
        if (secret !== null) this.#registries.add(registry);
      }
      if (docker.auth !== null && docker.auth.secret !== null) this.#registries.add(docker.auth.server);
    }
    for (const { path } of docker.build?.context?.entries ?? []) {
      if (sensitivePath(path) !== null) this.#paths.add(path);
    }
  }

  /** Most important first. */
  sentences(): readonly string[] {
    const sentences: string[] = [];
    if (this.#registries.size > 0) {
      const count = formatQuantity(this.#registries.size, 'registry').replace(/ys$/, 'ies');
      sentences.push(`logins of ${count} went over the network unencrypted`);
    }
    if (this.#paths.size > 0) {
      const named = [...this.#paths].slice(0, MAX_NAMED).map(safeText).join(', ');
      const more = this.#paths.size > MAX_NAMED ? ` and ${this.#paths.size - MAX_NAMED} more` : '';
      sentences.push(`${named}${more} ${this.#paths.size === 1 ? 'was' : 'were'} sent in a build context`);
    }
    if (this.#encrypted > 0) {
      const are = this.#encrypted === 1 ? 'is' : 'are';
      sentences.push(`${formatQuantity(this.#encrypted, 'connection')} ${are} encrypted, and not shown`);
    }
    return sentences;
  }
}
