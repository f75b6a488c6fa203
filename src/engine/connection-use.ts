import type { Exchange } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { ConnectionUse } from '../views/view-model/engine.ts';

/** The connection of an exchange, and what it was used for before; null for an exchange that is not kept. */
export function connectionUse(id: number, store: Store): ConnectionUse | null {
  const exchange = store.exchange(id);
  if (exchange === null) return null;
  const start = exchange.request?.time ?? exchange.response?.time ?? 0;
  let before: ConnectionUse['before'] = null;
  let meanwhile = 0;
  for (const other of store.exchanges()) {
    if (other.id >= id) break;
    if (other.connection !== exchange.connection) continue;
    const endedAt = endOf(other);
    if (endedAt === null ? other.state === 'open' : endedAt > start) meanwhile += 1;
    else if (endedAt !== null && endedAt >= (before?.endedAt ?? 0)) {
      before = { id: other.id, summary: other.summary, endedAt };
    }
  }
  return { connection: store.connection(exchange.connection), before, meanwhile };
}

function endOf({ request, timing }: Exchange): number | null {
  return request === null || timing.totalMs === null ? null : request.time + timing.totalMs * 1000;
}
