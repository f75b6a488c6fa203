import { createHash, type Hash } from 'node:crypto';
import type { Timestamp } from '../../layer/origin.ts';
import type { DockerStreams, StreamDigest } from '../../model/docker-streams.ts';
import type { CarriedBytes } from '../carried-bytes.ts';
import type { ExchangeTap } from '../exchange-tap.ts';

export type StreamName = keyof DockerStreams;

const names: readonly StreamName[] = ['stdin', 'stdout', 'stderr', 'raw'];

/** Counts Docker's streams, digests them where asked for, and shows them to the tap. */
export class StreamDigests {
  readonly #hash: boolean;
  readonly #tap: ExchangeTap | null;
  #carried: CarriedBytes | null = null;
  readonly #streams = new Map<StreamName, { bytes: number; readonly hash: Hash | null }>();
  readonly #damaged = new Set<StreamName>();

  constructor(hash: boolean, tap: ExchangeTap | null) {
    this.#hash = hash;
    this.#tap = tap;
  }

  /** Standard input and output are another connection's bytes for this one. */
  carry(carried: CarriedBytes): void {
    this.#carried = carried;
  }

  /** A stream that is there, though nothing may ever come on it: an empty one has a digest too. */
  expect(...streams: readonly StreamName[]): void {
    for (const name of streams) this.#stream(name);
  }

  push(name: StreamName, bytes: Uint8Array, at: Timestamp): void {
    const stream = this.#stream(name);
    stream.bytes += bytes.length;
    stream.hash?.update(bytes);
    this.#tap?.stream(name, bytes, at);
    if (this.#carried === null) return;
    if (name === 'stdin') this.#carried.push('client', bytes, at);
    else if (name === 'stdout') this.#carried.push('server', bytes, at);
  }

  /**
   * `missing` bytes of one of these streams are lost, 0 where nobody knows how many: no digest of the rest
   * would mean anything.
   */
  damage(missing: number, at: Timestamp, ...streams: readonly StreamName[]): void {
    for (const name of streams) this.#damaged.add(name);
    if (streams.includes('stdin')) this.#carried?.gap('client', missing, at);
    if (streams.includes('stdout')) this.#carried?.gap('server', missing, at);
  }

  record(): DockerStreams {
    const [stdin, stdout, stderr, raw] = names.map((name) => this.#digest(name));
    return { stdin: stdin ?? null, stdout: stdout ?? null, stderr: stderr ?? null, raw: raw ?? null };
  }

  #digest(name: StreamName): StreamDigest | null {
    const stream = this.#streams.get(name);
    if (stream === undefined) return null;
    const sha256 = this.#damaged.has(name) ? null : (stream.hash?.copy().digest('hex') ?? null);
    return { bytes: stream.bytes, sha256 };
  }

  #stream(name: StreamName): { bytes: number; readonly hash: Hash | null } {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = { bytes: 0, hash: this.#hash ? createHash('sha256') : null };
      this.#streams.set(name, stream);
    }
    return stream;
  }
}
