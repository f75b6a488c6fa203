export interface FilterWishes {
  readonly ports: readonly number[];
  /** Addresses or names; either side of a connection may be one of them. */
  readonly hosts: readonly string[];
  /** The user's own, which has to hold as well; empty for none. */
  readonly extra: string;
}

/** A capture filter in tcpdump's language (pcap-filter(7)): any of the ports, any of the hosts, and `extra`. */
export function captureFilter({ ports, hosts, extra }: FilterWishes): string {
  const parts = [
    either(ports.map((port) => `tcp port ${port}`)),
    either(hosts.map((host) => `host ${host}`)),
    extra.trim() === '' ? '' : `(${extra.trim()})`,
  ];
  return parts.filter((part) => part !== '').join(' and ');
}

function either(terms: readonly string[]): string {
  return terms.length > 1 ? `(${terms.join(' or ')})` : (terms[0] ?? '');
}
