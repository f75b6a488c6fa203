import { DaemonStream, type DockerStreamFormat } from '../../hijack/docker-stream.ts';
import type { HijackEvent } from '../../hijack/stream-event.ts';
import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { DockerStreams } from '../../model/docker-streams.ts';
import type { BodyReader } from '../bodies/body-reader.ts';
import type { StreamDigests } from './stream-digests.ts';

/** Reads the daemon's side of Docker's streams, in a body (`logs`) or after a hijack. */
export class DaemonStreamReader implements BodyReader {
  readonly #stream: DaemonStream;
  readonly #digests: StreamDigests;
  readonly issues: Issue[] = [];

  constructor(format: DockerStreamFormat, digests: StreamDigests) {
    this.#stream = new DaemonStream(format);
    this.#digests = digests;
  }

  push(bytes: Uint8Array, at: Timestamp): void {
    this.#take(this.#stream.push(bytes, at));
  }

  gap(missing: number, at: Timestamp): void {
    this.#take(this.#stream.gap(missing, at));
  }

  end(at: Timestamp, _complete: boolean): void {
    this.#take(this.#stream.end(at));
  }

  streams(): DockerStreams {
    // A multiplexed stream has both, even where the program wrote to one of them only.
    if (this.#stream.format === 'multiplexed') this.#digests.expect('stdout', 'stderr');
    else if (this.#stream.format === 'raw') this.#digests.expect('raw');
    return this.#digests.record();
  }

  #take(events: readonly HijackEvent[]): void {
    for (const event of events) {
      if (event.kind === 'issue') this.issues.push(event);
      else if (event.kind === 'stream-gap') {
        // Frame headers are among them, so that nobody knows how many are the streams'.
        if (event.stream === null) this.#digests.damage(0, event.at, 'stdout', 'stderr', 'raw');
        else if (event.stream !== 'system-error') {
          this.#digests.damage(event.missing, event.at, event.stream);
        }
      } else if (event.stream !== 'system-error') this.#digests.push(event.stream, event.bytes, event.at);
      else this.#digests.push('stderr', event.bytes, event.at);
    }
  }
}
