import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The daemon that a docker client here would use. */
export interface ClientDaemon {
  /** As DOCKER_HOST has it: `unix:///var/run/docker.sock`, `tcp://docker:2376`. */
  readonly host: string;
  /** Folder of `ca.pem`, `cert.pem` and `key.pem` where TLS is spoken, each only if there; null without TLS. */
  readonly certificates: string | null;
  /** Whether the daemon's certificate has to be right. */
  readonly verify: boolean;
  /** What decided it: `DOCKER_HOST`, `docker context remote`, `/var/run/docker.sock`. */
  readonly because: string;
}

const SOCKET = '/var/run/docker.sock';

/**
 * Finds it as the docker CLI and the entrypoint of the docker image do: `DOCKER_HOST`, the current context,
 * the sockets, then the host `docker` of docker-in-docker (docker-library/docker, docker-entrypoint.sh).
 */
export function clientDaemon(env: Environment): ClientDaemon {
  const { DOCKER_HOST: host } = env;
  if (host) return withCertificates(host, 'DOCKER_HOST', env);
  const context = currentContext(env);
  if (context !== null) return context;
  if (existsSync(SOCKET)) return unix(SOCKET);
  const rootless = env.XDG_RUNTIME_DIR ? join(env.XDG_RUNTIME_DIR, 'docker.sock') : null;
  if (rootless !== null && existsSync(rootless)) return unix(rootless);
  const speaksTls = Boolean(env.DOCKER_TLS_VERIFY) || clientCertificates(env) !== null;
  const port = speaksTls ? 2376 : 2375;
  return withCertificates(`tcp://docker:${port}`, 'there is no socket', env);
}

function unix(path: string): ClientDaemon {
  return { host: `unix://${path}`, certificates: null, verify: false, because: path };
}

/**
 * TLS is spoken where `DOCKER_TLS_VERIFY` is set, or `DOCKER_TLS`; and, as the entrypoint does, where neither
 * it nor `DOCKER_CERT_PATH` is, but certificates lie in `$DOCKER_TLS_CERTDIR/client`.
 */
function withCertificates(host: string, because: string, env: Environment): ClientDaemon {
  const none = { host, certificates: null, verify: false, because };
  if (!host.startsWith('tcp:')) return none;
  const found = !env.DOCKER_TLS_VERIFY && !env.DOCKER_CERT_PATH ? clientCertificates(env) : null;
  if (found !== null) return { host, certificates: found, verify: true, because };
  if (!env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS) return none;
  const certificates = env.DOCKER_CERT_PATH || configFolder(env);
  return { host, certificates, verify: Boolean(env.DOCKER_TLS_VERIFY), because };
}

/** `$DOCKER_TLS_CERTDIR/client` where it holds all three files, none of them empty. */
function clientCertificates({ DOCKER_TLS_CERTDIR: folder }: Environment): string | null {
  if (!folder) return null;
  const client = join(folder, 'client');
  const files = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => join(client, name));
  return files.every((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0) ? client : null;
}

function configFolder(env: Environment): string {
  return env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
}

/** Null for the context `default`, and for one that cannot be read. */
function currentContext(env: Environment): ClientDaemon | null {
  const folder = configFolder(env);
  const configured = readJson(join(folder, 'config.json'))?.currentContext;
  const name = env.DOCKER_CONTEXT || configured;
  if (typeof name !== 'string' || name === '' || name === 'default') return null;
  // docker/cli, cli/context/store: folders are named for the digest of the context's name.
  const id = createHash('sha256').update(name).digest('hex');
  const meta = readJson(join(folder, 'contexts', 'meta', id, 'meta.json'));
  const endpoint = (meta?.Endpoints as { docker?: { Host?: unknown; SkipTLSVerify?: unknown } } | undefined)
    ?.docker;
  if (typeof endpoint?.Host !== 'string') return null;
  const certificates = join(folder, 'contexts', 'tls', id, 'docker');
  return {
    host: endpoint.Host,
    certificates: existsSync(certificates) ? certificates : null,
    verify: endpoint.SkipTLSVerify !== true,
    because: `docker context ${name}`,
  };
}

function readJson(path: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
