import type { Connection } from '../model/connection.ts';
import type { Traffic } from './traffic.ts';

/** Connections whose TLS handshake one side gave up. */
export interface Refusals {
  readonly server: string;
  readonly serverName: string | null;
  /** As in `TlsFacts`. */
  readonly alert: string | null;
  readonly clientCertificate: boolean | null;
  readonly connections: readonly number[];
}

/**
 * Handshakes that `side` gave up, alike ones together; null where no handshake was seen at all. `alerts` are
 * those that are meant; null among them is one that is encrypted.
 */
export function refusals(
  { connections }: Traffic,
  side: 'client' | 'server',
  alerts: ReadonlySet<string | null>,
): readonly Refusals[] | null {
  if (!connections.some(({ tls }) => tls !== null)) return null;
  const groups = new Map<string, Connection[]>();
  for (const connection of connections) {
    const { tls, server } = connection;
    if (tls?.refusal?.from !== side || !alerts.has(tls.refusal.alert)) continue;
    const key = JSON.stringify([server, tls.serverName, tls.refusal.alert, tls.clientCertificate]);
    groups.set(key, [...(groups.get(key) ?? []), connection]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first?.tls == null) return [];
    const { serverName, refusal, clientCertificate } = first.tls;
    const ids = group.map(({ id }) => id);
    return [
      {
        server: first.server,
        serverName,
        alert: refusal?.alert ?? null,
        clientCertificate,
        connections: ids,
      },
    ];
  });
}

/** `docker` and `localhost` stand in each certificate that dind makes, and its addresses (dockerd-entrypoint.sh). */
export function isInDindCertificates(serverName: string | null): boolean {
  return serverName === null || serverName === 'docker' || serverName === 'localhost';
}

/** How it was said, for a sentence. */
export function alertWords(alert: string | null): string {
  return alert === null ? 'an encrypted alert' : `alert ${alert}`;
}
