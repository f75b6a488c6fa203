import { Traffic } from '../../diagnosis/traffic.ts';
import type { ReadEvent } from '../../engine/capture-decoder.ts';
import { readExchanges } from '../../engine/read-exchanges.ts';
import type { Connection } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Context } from '../context.ts';
import { FileWarnings } from '../file-warnings.ts';

/** Gathers what rules look at from a capture's records. */
export class TrafficReader {
  readonly #exchanges: Exchange[] = [];
  readonly #connections: Connection[] = [];

  take(event: ReadEvent): void {
    if (event.kind === 'exchange-closed') this.#exchanges.push(event.exchange);
    else if (event.kind === 'connection-closed') this.#connections.push(event.connection);
  }

  traffic(): Traffic {
    return new Traffic(this.#exchanges, this.#connections);
  }
}

/** Reads a whole capture; throws `CaptureOpenError`. Digests are made, so that files can be compared, and files are looked into for secrets. */
export async function readTraffic(file: string, context: Context): Promise<Traffic> {
  const reader = new TrafficReader();
  const warnings = new FileWarnings(file, context);
  for await (const events of readExchanges(file, {
    hash: true,
    secrets: true,
    interrupted: context.interrupted,
  })) {
    for (const event of events) {
      if (event.kind === 'issue') warnings.take(event);
      else reader.take(event);
    }
  }
  return reader.traffic();
}
