import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { basename } from 'node:path';

export interface NetworkInterface {
  readonly name: string;
  /** The system's number of it; null where it does not tell. */
  readonly index: number | null;
  /** `up`, `down`, or as the system says. */
  readonly state: string;
  readonly addresses: readonly string[];
  /** `bridge`: other interfaces are its ports. `docker`: one that Docker made for a network of containers. */
  readonly kind: 'loopback' | 'bridge' | 'docker' | 'other';
  /** The bridge that it is a port of. */
  readonly master: string | null;
}

const SYS = '/sys/class/net';

/** What can be captured on, in the system's order; on Linux also interfaces without an address. */
export function listInterfaces(): readonly NetworkInterface[] {
  const addresses = networkInterfaces();
  const names = new Set([...sysNames(), ...Object.keys(addresses)]);
  return Array.from(names, (name) => describe(name, addresses[name] ?? [])).sort(byIndex);
}

/** Where to capture when nobody says: everywhere on Linux, else where a Docker client and daemon may talk. */
export function defaultInterfaces(platform: NodeJS.Platform = process.platform): readonly string[] {
  if (platform === 'linux') return ['any'];
  return listInterfaces()
    .filter(({ kind }) => kind === 'loopback' || kind === 'docker')
    .map(({ name }) => name);
}

function describe(
  name: string,
  addresses: readonly { readonly address: string; readonly internal: boolean }[],
): NetworkInterface {
  const index = Number(sysText(name, 'ifindex'));
  return {
    name,
    index: index > 0 ? index : null,
    state: stateOf(name, addresses.length > 0),
    addresses: addresses.map(({ address }) => address),
    kind: kindOf(name, addresses),
    master: sysLink(name, 'master'),
  };
}

/** The kernel calls loopback and some tunnels `unknown`; their flags say whether they are up (IFF_UP is 1). */
function stateOf(name: string, hasAddress: boolean): string {
  const state = sysText(name, 'operstate');
  if (state !== '' && state !== 'unknown') return state;
  const flags = sysText(name, 'flags');
  if (flags === '') return hasAddress ? 'up' : 'unknown';
  return Number(flags) & 1 ? 'up' : 'down';
}

/** Docker names its own bridge `docker0`, those of networks `br-` and the network's id, gwbridge for swarm. */
function kindOf(
  name: string,
  addresses: readonly { readonly internal: boolean }[],
): NetworkInterface['kind'] {
  if (addresses.some(({ internal }) => internal) || name === 'lo') return 'loopback';
  if (/^(docker0|docker_gwbridge|br-[0-9a-f]{12})$/.test(name)) return 'docker';
  return existsSync(`${SYS}/${name}/bridge`) ? 'bridge' : 'other';
}

function sysNames(): readonly string[] {
  try {
    // `bonding_masters` and the like are files beside the interfaces.
    return readdirSync(SYS).filter((name) => existsSync(`${SYS}/${name}/ifindex`));
  } catch {
    return [];
  }
}

function sysText(name: string, attribute: string): string {
  try {
    return readFileSync(`${SYS}/${name}/${attribute}`, 'utf8').trim();
  } catch {
    return '';
  }
}

function sysLink(name: string, attribute: string): string | null {
  try {
    return basename(readlinkSync(`${SYS}/${name}/${attribute}`));
  } catch {
    return null;
  }
}

function byIndex(one: NetworkInterface, other: NetworkInterface): number {
  return (one.index ?? 0) - (other.index ?? 0);
}
