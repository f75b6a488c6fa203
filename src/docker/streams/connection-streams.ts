import type { DockerStreamFormat } from '../../hijack/docker-stream.ts';
import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { DockerStreams } from '../../model/docker-streams.ts';
import { DaemonStreamReader } from './daemon-stream-reader.ts';
import type { StreamDigests } from './stream-digests.ts';

export type ConnectionSide = 'client' | 'server';

/** Docker's streams as one protocol carries them on a whole connection. */
export interface ConnectionStreams {
  readonly issues: readonly Issue[];
  push(side: ConnectionSide, bytes: Uint8Array, at: Timestamp): void;
  gap(side: ConnectionSide, missing: number, at: Timestamp): void;
  end(at: Timestamp): void;
  streams(): DockerStreams;
}

/** After `Upgrade: tcp`, or none: the client's bytes are stdin as they are, the daemon's may have frames. */
export class AttachedStreams implements ConnectionStreams {
  readonly #digests: StreamDigests;
  readonly #daemon: DaemonStreamReader;

  constructor(format: DockerStreamFormat, digests: StreamDigests) {
    this.#digests = digests;
    this.#daemon = new DaemonStreamReader(format, digests);
    digests.expect('stdin');
  }

  get issues(): readonly Issue[] {
    return this.#daemon.issues;
  }

  push(side: ConnectionSide, bytes: Uint8Array, at: Timestamp): void {
    if (side === 'server') this.#daemon.push(bytes, at);
    else this.#digests.push('stdin', bytes, at);
  }

  gap(side: ConnectionSide, missing: number, at: Timestamp): void {
    if (side === 'server') this.#daemon.gap(missing, at);
    else this.#digests.damage(missing, at, 'stdin');
  }

  end(at: Timestamp): void {
    this.#daemon.end(at, true);
  }

  streams(): DockerStreams {
    return this.#daemon.streams();
  }
}
