import { readFile } from 'node:fs/promises';
import type { LocalNetwork } from '../model/daemon-probe.ts';

/** Of Linux; elsewhere nothing is known but the name servers. Never rejects. */
export async function localNetwork(): Promise<LocalNetwork> {
  const [routes, resolver] = await Promise.all([textOf('/proc/net/route'), textOf('/etc/resolv.conf')]);
  const name = defaultInterface(routes);
  const mtu = name === null ? Number.NaN : Number.parseInt(await textOf(`/sys/class/net/${name}/mtu`), 10);
  return {
    interface: name,
    mtu: Number.isNaN(mtu) ? null : mtu,
    nameServers: nameServers(resolver),
  };
}

/** Interface of the route to 0.0.0.0/0 with the lowest metric, in the format of proc(5). */
export function defaultInterface(routes: string): string | null {
  const rows = routes
    .split('\n')
    .slice(1)
    .map((row) => row.split(/\s+/))
    .filter((row) => row[1] === '00000000' && row[7] === '00000000');
  rows.sort((one, other) => Number(one[6]) - Number(other[6]));
  const name = rows[0]?.[0];
  // It becomes part of a path.
  return name !== undefined && /^[\w.@:-]{1,15}$/.test(name) && !name.startsWith('.') ? name : null;
}

/** Of resolv.conf(5). */
export function nameServers(text: string): readonly string[] {
  return [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].map((match) => match[1] ?? '');
}

async function textOf(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '');
}
