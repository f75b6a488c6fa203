/** What carried an exchange, and whether others on the way could read it. */
export interface Transport {
  readonly words: string;
  readonly readable: boolean;
}

/** From the daemon's address as an exchange holds it: `ip:port`, `[ipv6]:port` or a unix path. */
export function transportOf(server: string): Transport {
  const unix = server.startsWith('/') || server.startsWith('@') || server.startsWith('unix:');
  return unix ? { words: 'unix socket', readable: false } : { words: 'plain TCP', readable: true };
}
