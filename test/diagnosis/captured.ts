import { Traffic } from '../../src/diagnosis/traffic.ts';
import { type ReadOptions, readExchanges } from '../../src/engine/read-exchanges.ts';
import type { Connection } from '../../src/model/connection.ts';
import type { Exchange } from '../../src/model/exchange.ts';

/** Everything of a capture file, as rules get it; digests of files only with `hash`. */
export async function captured(path: string, options: ReadOptions = {}): Promise<Traffic> {
  const exchanges: Exchange[] = [];
  const connections: Connection[] = [];
  for await (const events of readExchanges(path, { secrets: true, ...options })) {
    for (const event of events) {
      if (event.kind === 'exchange-closed') exchanges.push(event.exchange);
      else if (event.kind === 'connection-closed') connections.push(event.connection);
    }
  }
  return new Traffic(exchanges, connections);
}
