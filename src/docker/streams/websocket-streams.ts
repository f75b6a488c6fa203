import { WebsocketFrames } from '../../hijack/websocket.ts';
import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { DockerStreams } from '../../model/docker-streams.ts';
import type { ConnectionSide, ConnectionStreams } from './connection-streams.ts';
import type { StreamDigests } from './stream-digests.ts';

/** An attach by websocket: the daemon never multiplexes there (moby, wsContainersAttach). */
export class WebsocketStreams implements ConnectionStreams {
  readonly #frames = { client: new WebsocketFrames(), server: new WebsocketFrames() };
  readonly #digests: StreamDigests;
  readonly issues: Issue[] = [];

  constructor(digests: StreamDigests) {
    this.#digests = digests;
    digests.expect('stdin', 'raw');
  }

  push(side: ConnectionSide, bytes: Uint8Array, at: Timestamp): void {
    for (const event of this.#frames[side].push(bytes, at)) {
      if (event.kind === 'issue') this.issues.push(event);
      else if (event.kind === 'websocket-bytes' && (event.opcode === 'binary' || event.opcode === 'text')) {
        this.#digests.push(streamOf(side), event.bytes, event.at);
      }
    }
  }

  gap(side: ConnectionSide, missing: number, at: Timestamp): void {
    this.#frames[side].gap(missing, at);
    this.#digests.damage(missing, at, streamOf(side));
  }

  end(): void {}

  streams(): DockerStreams {
    return this.#digests.record();
  }
}

function streamOf(side: ConnectionSide): 'stdin' | 'raw' {
  return side === 'client' ? 'stdin' : 'raw';
}
