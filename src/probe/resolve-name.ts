import { lookup } from 'node:dns/promises';
import { errorCode } from '../capture/proxy/tls/handshake-failure.ts';
import type { NameResolution } from '../model/daemon-probe.ts';
import { onceAborted } from './time-limit.ts';

/** As `lookup` of node:dns; so that a test can have names of its own. */
export type Resolver = (host: string) => Promise<readonly string[]>;

/** Asks as any client here does: /etc/hosts first, then the name servers. */
export const systemResolver: Resolver = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** Never rejects. */
export async function resolveName(
  host: string,
  resolver: Resolver,
  limit: AbortSignal,
): Promise<NameResolution> {
  const asked = resolver(host).then(
    (addresses) => ({ addresses, error: null }),
    (error: unknown) => ({ addresses: [], error: errorCode(error) || 'unknown' }),
  );
  return Promise.race([asked, onceAborted(limit, { addresses: [], error: 'ETIMEDOUT' })]);
}
