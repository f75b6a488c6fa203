import { join } from 'node:path';
import { type ProxyAddress, parseProxyAddress } from '../proxy/proxy-address.ts';
import { ProxyError } from '../proxy/proxy-error.ts';
import { chosenContext, configFolder, readContext } from './docker-context.ts';
import type { Machine } from './machine.ts';

export type DaemonSearch = FoundDaemon | UnusableDaemon;

/** The daemon that a docker client here would use; nobody has asked whether it is there. */
export interface FoundDaemon {
  readonly kind: 'found';
  readonly address: ProxyAddress;
  /** Null where it speaks plain HTTP. */
  readonly tls: ClientTlsFiles | null;
  /** Why this one: each a variable, a file or what is missing, as a clause of a sentence. */
  readonly reasons: readonly string[];
}

export interface ClientTlsFiles {
  /** Holds ca.pem, cert.pem and key.pem, as `DOCKER_CERT_PATH`; they may not be there. */
  readonly folder: string;
  /** The client asked not to look at the daemon's certificate. A proxy looks at it all the same. */
  readonly skipsVerify: boolean;
}

/** What the client is told to use is nothing that can be used here. */
export interface UnusableDaemon {
  readonly kind: 'unusable';
  /** One line: what is wrong and what to do; not safe to print. */
  readonly message: string;
  readonly reasons: readonly string[];
}

export const DEFAULT_SOCKET = '/var/run/docker.sock';
export const CLIENT_FILES = ['ca.pem', 'cert.pem', 'key.pem'] as const;

/**
 * Finds the daemon as the docker CLI does (cli/command, resolveContextName), and where it would find none, as
 * the entrypoint of the docker image does (docker-entrypoint.sh).
 */
export function findDaemon(machine: Machine): DaemonSearch {
  const { env } = machine;
  const host = env.DOCKER_HOST?.trim() ?? '';
  if (host !== '') return fromHost(host, [`DOCKER_HOST is ${host}`], machine);
  const unset = 'DOCKER_HOST is not set';
  const context = chosenContext(machine);
  if (context !== null) {
    const { name, chosenBy } = context;
    return fromContext(name, [unset, `the docker context is ${name}, by ${chosenBy}`], machine);
  }
  if (machine.isSocket(DEFAULT_SOCKET)) return socket(DEFAULT_SOCKET, [unset, `${DEFAULT_SOCKET} is there`]);
  const missing = [unset, `there is no ${DEFAULT_SOCKET}`];
  if (env.XDG_RUNTIME_DIR) {
    const rootless = join(env.XDG_RUNTIME_DIR, 'docker.sock');
    if (machine.isSocket(rootless)) return socket(rootless, [...missing, `${rootless} is there`]);
  }
  return fromImage(missing, machine);
}

/** `dind`'s usual name, with TLS or without. */
function fromImage(reasons: readonly string[], machine: Machine): DaemonSearch {
  if (machine.env.DOCKER_TLS_VERIFY) {
    return fromHost('tcp://docker:2376', [...reasons, 'DOCKER_TLS_VERIFY is set'], machine);
  }
  // That its certificates are there is said where TLS is decided on.
  if (dindFolder(machine) !== null) return fromHost('tcp://docker:2376', reasons, machine);
  const folder = machine.env.DOCKER_TLS_CERTDIR;
  const why = folder
    ? `${join(folder, 'client')} does not hold ca.pem, cert.pem and key.pem`
    : 'neither DOCKER_TLS_VERIFY nor DOCKER_TLS_CERTDIR is set';
  return fromHost('tcp://docker:2375', [...reasons, why], machine);
}

function fromHost(host: string, reasons: readonly string[], machine: Machine): DaemonSearch {
  if (!isTcp(host)) return addressed(host, null, reasons);
  const { tls, reason } = tlsOfVariables(machine);
  return addressed(host, tls, reason === null ? reasons : [...reasons, reason]);
}

function fromContext(name: string, reasons: readonly string[], machine: Machine): DaemonSearch {
  const context = readContext(name, machine);
  if (context === null) {
    const message = `there is no docker context ${name}; choose another with docker context use, or set DOCKER_HOST`;
    return { kind: 'unusable', message, reasons };
  }
  const { host, tlsFolder, skipsVerify, file } = context;
  const told = [...reasons, `${file} says ${host}`];
  if (tlsFolder === null || !isTcp(host)) return addressed(host, null, told);
  return addressed(host, { folder: tlsFolder, skipsVerify }, [
    ...told,
    `${tlsFolder} holds its certificates`,
  ]);
}

interface TlsChoice {
  readonly tls: ClientTlsFiles | null;
  readonly reason: string | null;
}

function tlsOfVariables(machine: Machine): TlsChoice {
  const { DOCKER_TLS, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH } = machine.env;
  // The CLI looks beside its configuration where no folder is named.
  const folder = DOCKER_CERT_PATH || configFolder(machine);
  if (DOCKER_TLS_VERIFY) {
    return { tls: { folder, skipsVerify: false }, reason: 'DOCKER_TLS_VERIFY is set' };
  }
  if (DOCKER_TLS) {
    const reason = 'DOCKER_TLS is set and DOCKER_TLS_VERIFY is not';
    return { tls: { folder, skipsVerify: true }, reason };
  }
  if (DOCKER_CERT_PATH) {
    return {
      tls: null,
      reason: 'DOCKER_CERT_PATH is set, which the docker CLI heeds only with DOCKER_TLS_VERIFY',
    };
  }
  const dind = dindFolder(machine);
  if (dind === null) return { tls: null, reason: null };
  const reason = `${dind} holds ca.pem, cert.pem and key.pem`;
  return { tls: { folder: dind, skipsVerify: false }, reason };
}

/** Where dind leaves what its clients need; null where it has not, or not yet. */
function dindFolder(machine: Machine): string | null {
  const { DOCKER_TLS_CERTDIR } = machine.env;
  if (!DOCKER_TLS_CERTDIR) return null;
  const folder = join(DOCKER_TLS_CERTDIR, 'client');
  return CLIENT_FILES.every((name) => machine.isFilled(join(folder, name))) ? folder : null;
}

function socket(path: string, reasons: readonly string[]): FoundDaemon {
  return { kind: 'found', address: { kind: 'unix', path }, tls: null, reasons };
}

/** A host without a scheme is a TCP address to the CLI (opts.ParseHost). */
function isTcp(host: string): boolean {
  return host.startsWith('tcp://') || !host.includes('://');
}

function addressed(host: string, tls: ClientTlsFiles | null, reasons: readonly string[]): DaemonSearch {
  const unusable = (message: string): UnusableDaemon => ({ kind: 'unusable', message, reasons });
  if (host.startsWith('ssh://')) {
    return unusable(
      `the daemon is at ${host}, and ssh is not supported yet; forward its socket with ssh -L and set DOCKER_HOST`,
    );
  }
  if (host === 'unix://') return socket(DEFAULT_SOCKET, reasons);
  try {
    const address = parseProxyAddress(host.includes('://') ? host : `tcp://${host}`, tls !== null);
    return { kind: 'found', address, tls, reasons };
  } catch (error) {
    if (error instanceof ProxyError) return unusable(`cannot use the daemon at ${host}: ${error.message}`);
    throw error;
  }
}
