// What rules ask of a connection.
import type { Connection } from '../model/connection.ts';

/** Nobody listens there: the SYN was answered by a reset. */
export function wasRefused({ handshake, closedBy, endedFirst, fromClient, fromServer }: Connection): boolean {
  if (handshake !== 'seen' || closedBy !== 'reset' || endedFirst?.side !== 'server') return false;
  return fromClient.bytes + fromClient.missingBytes + fromServer.bytes + fromServer.missingBytes === 0;
}

/** Both sides spoke. */
export function wasUsed({ fromClient, fromServer }: Connection): boolean {
  return fromClient.bytes > 0 && fromServer.bytes > 0;
}

/** Port of `ip:port`; null for a unix path. */
export function portOf(address: string): number | null {
  const port = /:(\d{1,5})$/.exec(address)?.[1];
  return port === undefined || address.startsWith('/') ? null : Number(port);
}

/** The address without its port. */
export function hostOf(address: string): string {
  return address.replace(/:\d{1,5}$/, '');
}
