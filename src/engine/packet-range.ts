import type { Timestamp } from '../layer/origin.ts';
import type { Exchange } from '../model/exchange.ts';

/** Packets from the first moment on, and before the second. */
export interface PacketRange {
  readonly from: Timestamp;
  readonly to: Timestamp;
}

/**
 * When the packets of a connection are an exchange's. The first exchange has the handshake as well, and each
 * what comes behind it (acknowledgments, the end) up to the next one. What goes on at the same time, as on
 * HTTP/2, has the packets of that time in common.
 */
export function packetRange(exchange: Exchange, others: Iterable<Exchange>): PacketRange {
  const begin = beginOf(exchange) ?? Number.NEGATIVE_INFINITY;
  const end = endOf(exchange, begin);
  let first = true;
  let to = Number.POSITIVE_INFINITY;
  for (const other of others) {
    if (other.connection !== exchange.connection || other.id === exchange.id) continue;
    const start = beginOf(other);
    if (start === null) continue;
    if (start < begin || (start === begin && other.id < exchange.id)) first = false;
    if (start >= end && start > begin) to = Math.min(to, start);
  }
  return { from: first ? Number.NEGATIVE_INFINITY : begin, to };
}

function beginOf({ request, response }: Exchange): Timestamp | null {
  return request?.time ?? response?.time ?? null;
}

/** Where it is not known when it ended, the next one on HTTP/1 tells. */
function endOf({ state, stream, timing }: Exchange, begin: Timestamp): Timestamp {
  if (state === 'open') return Number.POSITIVE_INFINITY;
  // A moment that went through milliseconds has lost some of its last digit.
  if (timing.totalMs !== null) return begin + Math.floor(timing.totalMs * 1000);
  return stream === null ? begin : Number.POSITIVE_INFINITY;
}
