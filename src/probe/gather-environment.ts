import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { chosenContext, configFolder } from '../capture/daemon/docker-context.ts';
import {
  CLIENT_FILES,
  type DaemonSearch,
  DEFAULT_SOCKET,
  findDaemon,
} from '../capture/daemon/find-daemon.ts';
import { type Machine, thisMachine } from '../capture/daemon/machine.ts';
import { proxyAddressText } from '../capture/proxy/proxy-address.ts';
import type { ChosenDaemon, FoundFile, JobEnvironment, RunCommand } from '../model/job-environment.ts';
import { keptValues } from './kept-variables.ts';

export interface EnvironmentWishes {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The command that is or was run. */
  readonly command?: RunCommand;
  /** Further files that rules look for, such as sources of bind mounts. */
  readonly files?: readonly string[];
}

/** Looks at what a job gives its Docker clients; asks no daemon. */
export function gatherEnvironment({ env, command, files = [] }: EnvironmentWishes): JobEnvironment {
  const machine = thisMachine(env);
  const daemon = chosenDaemon(findDaemon(machine));
  const { DOCKER_HOST } = env;
  return {
    variables: keptValues(env),
    files: Object.fromEntries([...filesOf(machine, daemon), ...files].map((path) => [path, findFile(path)])),
    uid: process.getuid?.() ?? null,
    gids: groups(),
    hostname: hostname(),
    daemon,
    // DOCKER_HOST goes before any context.
    context: DOCKER_HOST ? null : (chosenContext(machine)?.name ?? null),
    command: command ?? null,
  };
}

/** What a search found, as a record; null where it found nothing that can be used. */
export function chosenDaemon(search: DaemonSearch): ChosenDaemon | null {
  if (search.kind === 'unusable') return null;
  const { address, tls, reasons } = search;
  return {
    address: proxyAddressText(address),
    tls: tls !== null,
    certificates: tls?.folder ?? null,
    skipsVerify: tls?.skipsVerify ?? false,
    reasons,
  };
}

function filesOf(machine: Machine, daemon: ChosenDaemon | null): ReadonlySet<string> {
  const { DOCKER_CERT_PATH, DOCKER_TLS_CERTDIR, XDG_RUNTIME_DIR } = machine.env;
  const folders = [
    daemon?.certificates,
    DOCKER_CERT_PATH,
    DOCKER_TLS_CERTDIR ? join(DOCKER_TLS_CERTDIR, 'client') : null,
  ].filter((folder) => folder != null && folder !== '') as string[];
  return new Set([
    DEFAULT_SOCKET,
    ...(daemon?.address.startsWith('unix://') ? [daemon.address.slice('unix://'.length)] : []),
    ...(XDG_RUNTIME_DIR ? [join(XDG_RUNTIME_DIR, 'docker.sock')] : []),
    join(configFolder(machine), 'config.json'),
    ...folders.flatMap((folder) => [folder, ...CLIENT_FILES.map((name) => join(folder, name))]),
    '/.dockerenv',
  ]);
}

function findFile(path: string): FoundFile | null {
  try {
    const found = statSync(path);
    return {
      type: found.isFile()
        ? 'file'
        : found.isDirectory()
          ? 'directory'
          : found.isSocket()
            ? 'socket'
            : 'other',
      bytes: found.size,
      mode: found.mode & 0o7777,
      uid: found.uid,
      gid: found.gid,
      mtime: Math.round(found.mtimeMs * 1000),
    };
  } catch {
    return null;
  }
}

/** The group that files are made with, and the others. */
function groups(): readonly number[] {
  const own = process.getegid?.();
  return [...new Set([...(own === undefined ? [] : [own]), ...(process.getgroups?.() ?? [])])];
}
