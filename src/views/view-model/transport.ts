import type { Proxied } from '../../model/proxied.ts';

/** What carried an exchange, and whether others on the way could read it. */
export interface Transport {
  readonly words: string;
  readonly readable: boolean;
}

/**
 * From the daemon's address as an exchange holds it: `ip:port`, `[ipv6]:port` or a unix path. Where a proxy
 * recorded it, both of its sides count: who can read one of them has read it.
 */
export function transportOf(server: string, proxied: Proxied | null = null): Transport {
  if (proxied !== null) {
    const ways = [sideOf(proxied.listener, proxied.listenerTls), sideOf(proxied.target, proxied.targetTls)];
    return ways.find(({ readable }) => readable) ?? ways.find(({ words }) => words === 'TLS') ?? UNIX_SOCKET;
  }
  const unix = server.startsWith('/') || server.startsWith('@') || server.startsWith('unix:');
  return unix ? UNIX_SOCKET : { words: 'plain TCP', readable: true };
}

const UNIX_SOCKET: Transport = { words: 'unix socket', readable: false };

function sideOf(address: string, tls: boolean): Transport {
  if (address.startsWith('/')) return UNIX_SOCKET;
  return tls ? { words: 'TLS', readable: false } : { words: 'plain TCP', readable: true };
}
