import { type Layer, NO_EVENTS } from '../layer/layer.ts';
import type { Direction, Origin, Timestamp } from '../layer/origin.ts';
import { FRAME_HEADER_BYTES, looksLikeFrameHeader } from './frame-header.ts';
import { MultiplexedStream } from './multiplexed-stream.ts';
import type { HijackEvent, StreamName } from './stream-event.ts';

/**
 * What is known of the daemon's side. `unknown`: its first eight bytes tell. Daemons up to 20.10 say
 * `application/vnd.docker.raw-stream` whether or not there is a terminal.
 */
export type DockerStreamFormat = 'multiplexed' | 'raw' | 'unknown';

/** What a daemon sends after a hijack, or as the body of `logs`: bytes in, bytes of named streams out. */
export class DaemonStream {
  #format: DockerStreamFormat;
  readonly #multiplexed = new MultiplexedStream();
  readonly #first = new Uint8Array(FRAME_HEADER_BYTES);
  #firstBytes = 0;
  #firstAt: Timestamp = 0;

  constructor(format: DockerStreamFormat) {
    this.#format = format;
  }

  /** `unknown` until the first bytes have told. */
  get format(): DockerStreamFormat {
    return this.#format;
  }

  push(bytes: Uint8Array, at: Timestamp): readonly HijackEvent[] {
    if (bytes.length === 0) return NO_EVENTS;
    if (this.#format === 'multiplexed') return this.#multiplexed.push(bytes, at);
    if (this.#format === 'raw') return [streamBytes('raw', bytes, at)];
    if (this.#firstBytes === 0) this.#firstAt = at;
    const count = Math.min(FRAME_HEADER_BYTES - this.#firstBytes, bytes.length);
    this.#first.set(bytes.subarray(0, count), this.#firstBytes);
    this.#firstBytes += count;
    // Text of a terminal is told by its first bytes, as no stream has their number.
    const noFrame = this.#first[0]! > 3 || (this.#firstBytes > 1 && this.#first[1] !== 0);
    if (this.#firstBytes < FRAME_HEADER_BYTES && !noFrame) return NO_EVENTS;
    this.#format = !noFrame && looksLikeFrameHeader(this.#first) ? 'multiplexed' : 'raw';
    return [...this.#giveFirst(), ...this.push(bytes.subarray(count), at)];
  }

  gap(missing: number, at: Timestamp): readonly HijackEvent[] {
    if (this.#format === 'multiplexed') return this.#multiplexed.gap(missing, at);
    if (this.#format === 'raw') return [{ kind: 'stream-gap', stream: 'raw', missing, at }];
    // Of a header only a part: what came tells nothing, what comes next may.
    const events = this.#giveFirst();
    return [...events, { kind: 'stream-gap', stream: null, missing, at }];
  }

  end(at: Timestamp): readonly HijackEvent[] {
    if (this.#format === 'multiplexed') return this.#multiplexed.end(at);
    return this.#giveFirst();
  }

  /** What was looked at goes where the rest will go; undecided bytes are raw. */
  #giveFirst(): readonly HijackEvent[] {
    if (this.#firstBytes === 0) return NO_EVENTS;
    const bytes = this.#first.slice(0, this.#firstBytes);
    this.#firstBytes = 0;
    return this.#format === 'multiplexed'
      ? this.#multiplexed.push(bytes, this.#firstAt)
      : [streamBytes('raw', bytes, this.#firstAt)];
  }
}

export interface DockerStreamOptions {
  /** The direction that holds the daemon's bytes. */
  readonly daemonDirection: Direction;
  readonly format: DockerStreamFormat;
}

/** Both sides of a hijacked connection: the client's bytes are stdin as they are, without frames. */
export class DockerStreamLayer implements Layer<HijackEvent> {
  readonly #daemonDirection: Direction;
  readonly #daemon: DaemonStream;

  constructor(options: DockerStreamOptions) {
    this.#daemonDirection = options.daemonDirection;
    this.#daemon = new DaemonStream(options.format);
  }

  push(bytes: Uint8Array, { direction, at }: Origin): readonly HijackEvent[] {
    if (direction === this.#daemonDirection) return this.#daemon.push(bytes, at);
    return bytes.length === 0 ? NO_EVENTS : [streamBytes('stdin', bytes, at)];
  }

  gap(missing: number, { direction, at }: Origin): readonly HijackEvent[] {
    if (direction === this.#daemonDirection) return this.#daemon.gap(missing, at);
    return [{ kind: 'stream-gap', stream: 'stdin', missing, at }];
  }

  end({ direction, at }: Origin): readonly HijackEvent[] {
    return direction === this.#daemonDirection ? this.#daemon.end(at) : NO_EVENTS;
  }
}

function streamBytes(stream: StreamName, bytes: Uint8Array, at: Timestamp): HijackEvent {
  return { kind: 'stream-bytes', stream, bytes, at };
}
