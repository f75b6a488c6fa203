import { isIPv4InNetwork } from './ipv4-network.ts';

/** The proxy variable by which a Go program would ask a proxy for a daemon, and what keeps daemons from it. */
export interface ProxyChoice {
  readonly variable: string;
  /** Null where it is not set. */
  readonly noProxy: string | null;
}

/**
 * Null where it asks the daemon itself. As Go decides it (golang.org/x/net/http/httpproxy): never a proxy for this
 * machine, nor for what NO_PROXY lists.
 */
export function proxyChoice(
  variables: Readonly<Record<string, string>>,
  host: string,
  port: number,
  tls: boolean,
): ProxyChoice | null {
  const names = tls ? ['HTTPS_PROXY', 'https_proxy'] : ['HTTP_PROXY', 'http_proxy'];
  const variable = names.find((name) => variables[name]);
  if (variable === undefined) return null;
  const noProxy = variables.NO_PROXY || variables.no_proxy || null;
  const name = host.toLowerCase();
  if (name === 'localhost' || name === '::1' || /^127(\.\d+){3}$/.test(name)) return null;
  return (noProxy ?? '').split(',').some((entry) => isListed(entry.trim().toLowerCase(), name, port))
    ? null
    : { variable, noProxy };
}

function isListed(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  if (entry === '') return false;
  if (entry.includes('/')) return isIPv4InNetwork(host, entry);
  const [, name = entry, wanted] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(entry) ?? [];
  // Without brackets, what has several colons is an IPv6 address.
  const isAddress = wanted !== undefined && name.includes(':') && !entry.startsWith('[');
  const listed = isAddress ? entry : name.replace(/^\*/, '');
  if (!isAddress && wanted !== undefined && Number(wanted) !== port) return false;
  return listed.startsWith('.') ? host.endsWith(listed) : host === listed || host.endsWith(`.${listed}`);
}
