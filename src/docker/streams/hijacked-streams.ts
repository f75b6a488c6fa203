import type { DockerStreamFormat } from '../../hijack/docker-stream.ts';
import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { DockerStreams } from '../../model/docker-streams.ts';
import type { Hijack } from '../../model/exchange.ts';
import type { ExchangeOptions } from '../exchange-options.ts';
import { DaemonStreamReader } from './daemon-stream-reader.ts';
import { StreamDigests } from './stream-digests.ts';

/** What passes on a hijacked connection. The client's bytes are stdin as they are, without frames. */
export class HijackedStreams {
  readonly #protocol: string | null;
  readonly #digests: StreamDigests;
  /** Null where the connection speaks something else than Docker's streams. */
  readonly #daemon: DaemonStreamReader | null;
  #clientBytes = 0;
  #serverBytes = 0;

  constructor(protocol: string | null, format: DockerStreamFormat | null, { hash, tap }: ExchangeOptions) {
    this.#protocol = protocol;
    this.#digests = new StreamDigests(hash, tap);
    this.#daemon = format === null ? null : new DaemonStreamReader(format, this.#digests);
    if (format !== null) this.#digests.expect('stdin');
  }

  push(side: 'client' | 'server', bytes: Uint8Array, at: Timestamp): void {
    if (side === 'server') {
      this.#serverBytes += bytes.length;
      this.#daemon?.push(bytes, at);
    } else {
      this.#clientBytes += bytes.length;
      if (this.#daemon !== null) this.#digests.push('stdin', bytes, at);
    }
  }

  gap(side: 'client' | 'server', missing: number, at: Timestamp): void {
    if (side === 'server') this.#daemon?.gap(missing, at);
    else this.#digests.damage('stdin');
  }

  end(at: Timestamp): void {
    this.#daemon?.end(at, true);
  }

  get issues(): readonly Issue[] {
    return this.#daemon?.issues ?? [];
  }

  /** The streams where a plain 200 handed the connection over, so that they are its answer's body too. */
  get withoutUpgrade(): DockerStreams | null {
    return this.#protocol === null ? this.#streams() : null;
  }

  record(): Hijack {
    return {
      protocol: this.#protocol,
      clientBytes: this.#clientBytes,
      serverBytes: this.#serverBytes,
      streams: this.#streams(),
    };
  }

  #streams(): DockerStreams | null {
    return this.#daemon?.streams() ?? null;
  }
}
