import { isIP, isIPv6 } from 'node:net';
import { ProxyError } from './proxy-error.ts';

/** Where a Docker daemon, or a proxy in front of it, listens. */
export type ProxyAddress =
  | {
      readonly kind: 'tcp';
      /** A name, an IPv4 address, or an IPv6 address without brackets. */
      readonly host: string;
      /** 0 in an address to listen on lets the system choose. */
      readonly port: number;
    }
  | { readonly kind: 'unix'; readonly path: string };

/** An address and whether TLS is spoken on it (`usuallySpeaksTls` where the user did not say). */
export interface ProxyEnd {
  readonly address: ProxyAddress;
  readonly tls: boolean;
}

/** The port of a `tcp://host` that names none, as the docker CLI has it: plain, and with TLS. */
const PLAIN_PORT = 2375;
const TLS_PORT = 2376;

/**
 * Reads `tcp://host[:port]` or `unix:///path` as the docker CLI does. Throws `ProxyError` with the code
 * `bad-address`.
 */
export function parseProxyAddress(text: string, tls = false): ProxyAddress {
  const unix = /^unix:\/\/(\/.+)$/s.exec(text);
  if (unix?.[1] !== undefined) return { kind: 'unix', path: unix[1] };
  const tcp = /^tcp:\/\/(?:\[(?<six>[^\]]+)\]|(?<name>[^:/[\]\s]*))(?::(?<port>\d{1,5}))?\/?$/.exec(
    text,
  )?.groups;
  const port = tcp?.port === undefined ? (tls ? TLS_PORT : PLAIN_PORT) : Number(tcp.port);
  const host = tcp?.six ?? tcp?.name ?? '';
  if (tcp === undefined || port > 0xffff || (tcp.six !== undefined && !isIPv6(tcp.six)))
    throw new ProxyError('bad-address', `${text} is not an address; write tcp://host:port or unix:///path`);
  // The docker CLI takes tcp://:2375 for the local host.
  return { kind: 'tcp', host: host === '' ? '127.0.0.1' : host, port };
}

/** The address as `DOCKER_HOST` takes it. */
export function proxyAddressText(address: ProxyAddress): string {
  if (address.kind === 'unix') return `unix://${address.path}`;
  const host = isIP(address.host) === 6 ? `[${address.host}]` : address.host;
  return `tcp://${host}:${address.port}`;
}

/** Whether an address speaks TLS where certificates are given and nobody said: all TCP ports but the plain one. */
export function usuallySpeaksTls(address: ProxyAddress): boolean {
  return address.kind === 'tcp' && address.port !== PLAIN_PORT;
}
