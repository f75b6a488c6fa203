import { type Layer, NO_EVENTS } from '../layer/layer.ts';
import type { Direction, Origin } from '../layer/origin.ts';
import { RecordStream } from './record-stream.ts';
import { RefusalWatch } from './refusal-watch.ts';
import type { TlsEvent } from './tls-event.ts';

/**
 * What can be told of a TLS connection without its keys: who was asked for, what was agreed on, alerts in
 * clear, how much was carried. Roles are those of the hellos, so it need not be told which side is which.
 */
export class TlsLayer implements Layer<TlsEvent> {
  readonly #refusals = new RefusalWatch();
  readonly #streams: Readonly<Record<Direction, RecordStream>> = {
    'a-to-b': new RecordStream('a-to-b', this.#refusals),
    'b-to-a': new RecordStream('b-to-a', this.#refusals),
  };

  /** Whether the client showed a certificate; null where that cannot be told. */
  get clientCertificate(): boolean | null {
    return this.#refusals.certificate;
  }

  push(bytes: Uint8Array, { direction, at }: Origin): readonly TlsEvent[] {
    const events: TlsEvent[] = [];
    this.#streams[direction].push(bytes, at, events);
    return events.length === 0 ? NO_EVENTS : events;
  }

  gap(missing: number, { direction, at }: Origin): readonly TlsEvent[] {
    const events: TlsEvent[] = [];
    if (missing > 0) this.#streams[direction].gap(missing, at, events);
    return events;
  }

  end({ direction, at }: Origin): readonly TlsEvent[] {
    const events: TlsEvent[] = [];
    this.#streams[direction].end(at, events);
    return events;
  }
}
