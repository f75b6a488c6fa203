import type { Endpoint } from '../layer/stream-event.ts';

/** `ip:port`, `[ipv6]:port`, or a unix path. */
export function endpointText({ address, port }: Endpoint): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
