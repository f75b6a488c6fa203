import { isLoopback } from './listener.ts';
import type { DaemonTraits } from './probe-daemon.ts';
import { type ProxyEnd, proxyAddressText } from './proxy-address.ts';
import { ProxyError } from './proxy-error.ts';
import type { ProxyNotice } from './proxy-event.ts';

/**
 * A daemon that demands certificates must not be open to other machines through us; `daemon` is null where it
 * speaks no TLS. Throws `ProxyError`.
 */
export function refuseUnguarded(end: ProxyEnd, daemon: DaemonTraits | null): void {
  if (end.tls || daemon === null || !daemon.demandsCertificate || isLocal(end)) return;
  throw new ProxyError(
    'remote-not-allowed',
    `the daemon demands client certificates, and ${proxyAddressText(end.address)} would let other machines in without; listen with TLS, on port 2376`,
  );
}

/** What the user should know of who can come in where. */
export function guardNotices(
  listening: readonly ProxyEnd[],
  daemon: DaemonTraits | null,
): readonly ProxyNotice[] {
  return listening.flatMap((end): ProxyNotice[] => {
    const address = proxyAddressText(end.address);
    if (!isLocal(end)) {
      const message = `other machines can use the daemon through ${address}, which is as good as root on its machine`;
      return [{ kind: 'notice', code: 'remote-listener', message }];
    }
    if (end.address.kind === 'tcp' && !end.tls && daemon?.demandsCertificate === true) {
      const message = `the daemon demands client certificates, and everybody on this machine can use it through ${address} without`;
      return [{ kind: 'notice', code: 'guard-lowered', message }];
    }
    return [];
  });
}

function isLocal({ address }: ProxyEnd): boolean {
  return address.kind === 'unix' || address.host === 'localhost' || isLoopback(address.host);
}
