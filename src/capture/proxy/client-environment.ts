import { type ProxyAddress, type ProxyEnd, proxyAddressText } from './proxy-address.ts';

/**
 * What a docker client's environment must hold to use `end`; an empty text means that the variable must not be
 * set. `clientFolder` holds what a client needs for TLS.
 */
export function clientEnvironment(
  end: ProxyEnd,
  clientFolder: string | null,
): Readonly<Record<string, string>> {
  return {
    DOCKER_HOST: proxyAddressText(reachable(end.address)),
    // It would win over DOCKER_HOST.
    DOCKER_CONTEXT: '',
    // Libraries take DOCKER_CERT_PATH alone for a wish for TLS.
    DOCKER_TLS_VERIFY: end.tls ? '1' : '',
    DOCKER_CERT_PATH: end.tls && clientFolder !== null ? clientFolder : '',
  };
}

/** All addresses of a machine are not an address to connect to. */
function reachable(address: ProxyAddress): ProxyAddress {
  if (address.kind === 'unix') return address;
  if (address.host === '0.0.0.0') return { ...address, host: '127.0.0.1' };
  return address.host === '::' ? { ...address, host: '::1' } : address;
}
