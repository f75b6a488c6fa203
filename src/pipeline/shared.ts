import type { BuildKitBook } from '../docker/buildkit/buildkit-book.ts';
import type { ExchangeDecoder } from '../docker/exchange-decoder.ts';
import type { ExchangeTap } from '../docker/exchange-tap.ts';
import type { Names } from '../docker/names/names.ts';
import type { PipelineEvent } from './pipeline-event.ts';

/** What the connections of one pipeline have in common. */
export interface Shared {
  readonly hash: boolean;
  readonly secrets: boolean;
  readonly wire: boolean;
  /** Ports that a daemon is known to listen on, for telling roles where no handshake was seen. */
  readonly serverPorts: ReadonlySet<number>;
  readonly tap: (exchange: number) => ExchangeTap | null;
  readonly names: Names;
  readonly buildkit: BuildKitBook;
  /** Takes the next exchange number, from 1 in order of the request's first byte. */
  nextExchange(): number;
  emit(event: PipelineEvent): void;
  /** Exchanges that are going on and have changed since somebody last asked. */
  readonly changed: Set<ExchangeDecoder>;
}
