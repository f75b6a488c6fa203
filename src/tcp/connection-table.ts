import type { IpPayload } from '../layer/ip-payload.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Connection } from './connection.ts';
import { connectionHash } from './connection-key.ts';
import { CLOSED_CONNECTION_MEMORY, MAX_CLOSED_CONNECTIONS } from './limits.ts';
import type { Segment } from './segment.ts';

/** Finds a packet's connection, open or closed not long ago. */
export class ConnectionTable {
  /** Open connections, oldest first. */
  readonly open = new Set<Connection>();
  /** Closed ones, in the order in which they closed. */
  readonly #closed = new Set<Connection>();
  readonly #byHash = new Map<number, Connection[]>();
  /** Most packets belong to the connection of the packet before. */
  #last: Connection | null = null;

  find(ip: IpPayload, segment: Segment): Connection | null {
    if (this.#last !== null && this.#last.key.directionOf(ip, segment) !== null) return this.#last;
    const sameHash = this.#byHash.get(connectionHash(ip, segment));
    const found = sameHash?.find((connection) => connection.key.directionOf(ip, segment) !== null);
    if (found === undefined) return null;
    this.#last = found;
    return found;
  }

  add(connection: Connection): void {
    const sameHash = this.#byHash.get(connection.key.hash);
    if (sameHash === undefined) this.#byHash.set(connection.key.hash, [connection]);
    else sameHash.push(connection);
    this.open.add(connection);
    this.#last = connection;
  }

  /** Keeps a connection that was closed for the late segments that may come. */
  retire(connection: Connection): void {
    this.open.delete(connection);
    this.#closed.add(connection);
    for (const oldest of this.#closed) {
      if (this.#closed.size <= MAX_CLOSED_CONNECTIONS) break;
      this.remove(oldest);
    }
  }

  remove(connection: Connection): void {
    this.open.delete(connection);
    this.#closed.delete(connection);
    if (this.#last === connection) this.#last = null;
    const { hash } = connection.key;
    const others = this.#byHash.get(hash)?.filter((other) => other !== connection) ?? [];
    if (others.length === 0) this.#byHash.delete(hash);
    else this.#byHash.set(hash, others);
  }

  forgetClosed(at: Timestamp): void {
    for (const connection of this.#closed) {
      if (connection.closed !== null && at - connection.closed.at < CLOSED_CONNECTION_MEMORY) break;
      this.remove(connection);
    }
  }
}
