import { statfs } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { hostname } from 'node:os';
import type { DaemonProbe, DiskSpace, ProbedInfo } from '../model/daemon-probe.ts';
import { ask, type Line } from './ask-daemon.ts';
import { bridgeFacts, infoFacts, type JsonObject, jsonObject, versionFacts } from './daemon-facts.ts';

export type Details = Pick<DaemonProbe, 'version' | 'info' | 'bridge' | 'daemonIds' | 'disk'>;

export const noDetails: Details = { version: null, info: null, bridge: null, daemonIds: [], disk: null };

/** Addresses of one name that are asked who they are. */
const MAX_ADDRESSES = 4;

/** What a daemon that answers says of itself. Never rejects. */
export async function askDetails(
  line: Line,
  addresses: readonly string[],
  limit: () => AbortSignal,
): Promise<Details> {
  const [version, info, bridge, daemonIds] = await Promise.all([
    askJson(line, '/version', limit()),
    askJson(line, '/info', limit()),
    askJson(line, '/networks/bridge', limit()),
    idsBehind(line, addresses, limit),
  ]);
  const told = info === null ? null : infoFacts(info);
  return {
    version: version === null ? null : versionFacts(version),
    info: told,
    bridge: bridge === null ? null : bridgeFacts(bridge),
    daemonIds,
    disk: await diskOf(line, told),
  };
}

async function askJson(line: Line, path: string, limit: AbortSignal): Promise<JsonObject | null> {
  const answer = await ask(line, 'GET', path, limit);
  return 'error' in answer || answer.status !== 200 ? null : jsonObject(answer.body.toString('utf8'));
}

/** A name with an IPv4 and an IPv6 address is one daemon; a name with two of a kind may be two. */
async function idsBehind(
  line: Line,
  addresses: readonly string[],
  limit: () => AbortSignal,
): Promise<readonly string[]> {
  const { reach } = line;
  const alike = addresses.filter((address) => isIPv4(address) === isIPv4(addresses[0] ?? ''));
  if (reach.kind === 'unix' || alike.length < 2) return [];
  const infos = await Promise.all(
    alike
      .slice(0, MAX_ADDRESSES)
      .map((address) => askJson({ ...line, reach: { ...reach, addresses: [address] } }, '/info', limit())),
  );
  const ids = infos.map((info) => (info === null ? null : infoFacts(info).id));
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Only through a socket, and by the same name, is the daemon's disk one of this machine. */
async function diskOf({ reach }: Line, info: ProbedInfo | null): Promise<DiskSpace | null> {
  const path = info?.rootFolder ?? null;
  if (reach.kind !== 'unix' || path === null || info?.name !== hostname()) return null;
  try {
    const { bavail, blocks, bsize } = await statfs(path);
    return { path, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}
