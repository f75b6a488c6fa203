import { existsSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { join } from 'node:path';
import { ProgramError } from '../exit.ts';

/** An answer of the daemon is a few KiB; it may not keep us, nor fill memory. */
const TIMEOUT_MS = 10_000;
const MAX_ANSWER = 4 * 1024 * 1024;

/** Whom to ask. */
export interface AskedDaemon {
  /** `unix:///var/run/docker.sock`, `tcp://docker:2376`. */
  readonly host: string;
  /** Folder of `ca.pem`, `cert.pem` and `key.pem` where TLS is spoken, each only if there; null without TLS. */
  readonly certificates: string | null;
}

/** Process id of a container's first process, asked of a daemon on this host. */
export async function containerProcess(container: string, daemon: AskedDaemon): Promise<number> {
  const path = `/containers/${encodeURIComponent(container)}/json`;
  const { status, body } = await get(path, daemon).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new ProgramError(`cannot ask ${daemon.host} for container ${container}: ${why}`, { cause: error });
  });
  if (status === 404) {
    throw new ProgramError(`there is no container ${container} at ${daemon.host}; docker ps lists them`);
  }
  const pid = processOf(body);
  if (status !== 200 || pid === null) {
    throw new ProgramError(`cannot ask ${daemon.host} for container ${container}: it answered ${status}`);
  }
  if (pid === 0) throw new ProgramError(`container ${container} is not running; docker start ${container}`);
  if (!existsSync(`/proc/${pid}`)) {
    throw new ProgramError(
      `container ${container} runs on another host (${daemon.host}); capture there, or use --pid`,
    );
  }
  return pid;
}

function processOf(body: string): number | null {
  try {
    const pid = (JSON.parse(body) as { State?: { Pid?: unknown } } | null)?.State?.Pid;
    return typeof pid === 'number' ? pid : null;
  } catch {
    return null;
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

function get(path: string, daemon: AskedDaemon): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = open(path, daemon, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
        if (body.length > MAX_ANSWER) response.destroy(new Error('its answer is too long'));
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error('it does not answer')));
    sent.end();
  });
}

function open(path: string, daemon: AskedDaemon, answered: (response: IncomingMessage) => void) {
  const options = { path, timeout: TIMEOUT_MS, headers: { 'user-agent': 'dind-sniff' } };
  const { host, certificates } = daemon;
  if (host.startsWith('unix://')) {
    return plainRequest({ ...options, socketPath: host.slice('unix://'.length) }, answered);
  }
  if (!host.startsWith('tcp://')) throw new Error('only unix:// and tcp:// can be asked; set DOCKER_HOST');
  const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
  const target = { ...options, host: hostname.replace(/^\[|\]$/g, '') || '127.0.0.1' };
  if (certificates === null) return plainRequest({ ...target, port: port || 2375 }, answered);
  const pem = (name: string): Buffer | undefined => {
    const file = join(certificates, name);
    return existsSync(file) ? readFileSync(file) : undefined;
  };
  const tls = { ca: pem('ca.pem'), cert: pem('cert.pem'), key: pem('key.pem') };
  return tlsRequest({ ...target, ...tls, port: port || 2376 }, answered);
}
