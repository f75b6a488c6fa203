import { isIP, type LookupFunction } from 'node:net';
import type { ProxyAddress } from '../capture/proxy/proxy-address.ts';

/** Where to connect to. Of a host, the addresses that it has were looked up before. */
export type Reach =
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly addresses: readonly string[];
    }
  | { readonly kind: 'unix'; readonly path: string };

export function reachOf(address: ProxyAddress, addresses: readonly string[]): Reach {
  return address.kind === 'unix' ? address : { ...address, addresses };
}

/** Options of node:net, node:tls and node:http that connect there without asking for the name again. */
export function connectOptions(
  reach: Reach,
):
  | { readonly path: string }
  | { readonly host: string; readonly port: number; readonly lookup: LookupFunction } {
  if (reach.kind === 'unix') return { path: reach.path };
  const { host, port, addresses } = reach;
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return {
    host,
    port,
    lookup: (_name, { all }, callback) => {
      const [first] = found;
      if (first === undefined) callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
      else if (all === true) callback(null, found);
      else callback(null, first.address, first.family);
    },
  };
}
