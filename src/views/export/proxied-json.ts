import type { Proxied, TlsFailure } from '../../model/proxied.ts';

export function proxiedJson(proxied: Proxied | null): object | null {
  if (proxied === null) return null;
  const { listener, target, listenerTls, targetTls, pid, command } = proxied;
  return { listener, target, listenerTls, targetTls, pid, command };
}

export function tlsFailureJson(failure: TlsFailure | null): object | null {
  if (failure === null) return null;
  const { side, reason, detail, fix } = failure;
  return { side, reason, detail, fix };
}
