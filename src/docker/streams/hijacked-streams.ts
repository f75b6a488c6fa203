import type { DockerStreamFormat } from '../../hijack/docker-stream.ts';
import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { DockerStreams } from '../../model/docker-streams.ts';
import type { Hijack } from '../../model/exchange.ts';
import type { CarriedBytes } from '../carried-bytes.ts';
import type { ExchangeOptions } from '../exchange-options.ts';
import { PauseWatch } from '../pause-watch.ts';
import { AttachedStreams, type ConnectionSide, type ConnectionStreams } from './connection-streams.ts';
import { StreamDigests } from './stream-digests.ts';
import { WebsocketStreams } from './websocket-streams.ts';

/** How a connection was handed over. */
export interface HandOver {
  /** As the Upgrade header says, null where a plain 200 handed it over. */
  readonly protocol: string | null;
  readonly format: DockerStreamFormat;
  readonly at: Timestamp;
}

/** What passes on a hijacked connection. */
export class HijackedStreams {
  readonly #protocol: string | null;
  /** Null where the connection speaks something else than Docker's streams. */
  readonly #streams: ConnectionStreams | null;
  readonly #digests: StreamDigests;
  readonly #watches: Readonly<Record<ConnectionSide, PauseWatch>>;

  constructor({ protocol, format, at }: HandOver, { hash, tap }: Pick<ExchangeOptions, 'hash' | 'tap'>) {
    this.#protocol = protocol;
    this.#watches = { client: new PauseWatch(at), server: new PauseWatch(at) };
    const digests = new StreamDigests(hash, tap);
    this.#digests = digests;
    if (protocol === 'tcp' || protocol === null) this.#streams = new AttachedStreams(format, digests);
    else this.#streams = protocol === 'websocket' ? new WebsocketStreams(digests) : null;
  }

  carry(carried: CarriedBytes): void {
    this.#digests.carry(carried);
  }

  push(side: ConnectionSide, bytes: Uint8Array, at: Timestamp): void {
    this.#watches[side].push(bytes.length, at);
    this.#streams?.push(side, bytes, at);
  }

  gap(side: ConnectionSide, missing: number, at: Timestamp): void {
    this.#watches[side].gap(at);
    this.#streams?.gap(side, missing, at);
  }

  end(at: Timestamp): void {
    this.#watches.client.end(at);
    this.#watches.server.end(at);
    this.#streams?.end(at);
  }

  get issues(): readonly Issue[] {
    return this.#streams?.issues ?? [];
  }

  /** The streams where a plain 200 handed the connection over, so that they are its answer's body too. */
  get withoutUpgrade(): DockerStreams | null {
    return this.#protocol === null ? (this.#streams?.streams() ?? null) : null;
  }

  record(): Hijack {
    const { client, server } = this.#watches;
    return {
      protocol: this.#protocol,
      clientBytes: client.bytes,
      serverBytes: server.bytes,
      clientPauses: client.pauses,
      serverPauses: server.pauses,
      streams: this.#streams?.streams() ?? null,
    };
  }
}
