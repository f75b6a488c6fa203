import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_PATH, type DindDaemon } from './dind-daemon.ts';
import type { DockerCall } from './docker-calls.ts';
import { addDockerPlugins } from './docker-plugins.ts';

/** How a client gets to a daemon. */
export interface Way {
  readonly name: string;
  /** `DOCKER_HOST` and the like. */
  readonly environment: Readonly<Record<string, string>>;
  /** Address that the name `docker` stands for. */
  readonly docker?: string;
}

/** What a user sees of a call. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call that gets no answer must not keep the rest waiting. */
const MAX_MS = 30_000;

const MAX_OUTPUT = 16 * 1024 * 1024;

/** Runs calls over one way, one after the other. */
export async function runCalls(
  calls: readonly DockerCall[],
  way: Way,
  daemon: DindDaemon,
  contexts: string,
): Promise<ReadonlyMap<string, Outcome>> {
  const home = join(daemon.folder, `home-${way.name}`);
  mkdirSync(home, { recursive: true });
  addDockerPlugins(home);
  const env = {
    PATH: CLIENT_PATH,
    HOME: home,
    W: `way-${way.name}`,
    ROOT: daemon.root,
    CONTEXT: join(contexts, 'plain'),
    CONTEXTS: contexts,
    REGISTRY: daemon.registry,
    SCRIPTS: import.meta.dirname,
    CURL: curlBase(way),
    ...way.environment,
  };
  writeFileSync(join(home, '.curlrc'), curlOptions(way));
  const outcomes = new Map<string, Outcome>();
  for (const call of calls) {
    const outcome = await bash(withName(call.script, way, home), { cwd: home, env });
    outcomes.set(call.name, normalised(outcome, way, call));
  }
  return outcomes;
}

/** The name is given in a mount namespace, since /etc/hosts is everybody's. */
function withName(script: string, { docker }: Way, home: string): readonly string[] {
  if (docker === undefined) return ['bash', '-c', script];
  const hosts = join(home, 'hosts');
  writeFileSync(hosts, `127.0.0.1 localhost\n${docker} docker\n`);
  return ['unshare', '-m', 'bash', '-c', `mount --bind ${hosts} /etc/hosts || exit 99; ${script}`];
}

function curlBase({ environment }: Way): string {
  const host = environment.DOCKER_HOST ?? '';
  if (host.startsWith('unix:')) return 'http://docker';
  return host.replace('tcp:', environment.DOCKER_TLS_VERIFY ? 'https:' : 'http:');
}

function curlOptions({ environment }: Way): string {
  const { DOCKER_HOST: host = '', DOCKER_CERT_PATH: folder } = environment;
  if (host.startsWith('unix://')) return `unix-socket = ${host.slice('unix://'.length)}\n`;
  return folder ? `cacert = ${folder}/ca.pem\ncert = ${folder}/cert.pem\nkey = ${folder}/key.pem\n` : '';
}

function bash(
  [command = '', ...args]: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { ...options, timeout: MAX_MS, killSignal: 'SIGKILL', maxBuffer: MAX_OUTPUT },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    ).stdin?.end();
  });
}

/** Without what differs from one run to the next, whichever way it goes. */
function normalised({ code, stdout, stderr }: Outcome, way: Way, { compare }: DockerCall): Outcome {
  const text = (raw: string): string => {
    const same = raw
      .replaceAll(`way-${way.name}`, 'WAY')
      .replaceAll(`home-${way.name}`, 'HOME')
      .replace(/docker-import-\d+/g, 'docker-import-N')
      // The CLI tells how far it is when its timer says so, and complains of a wait that it gave up itself.
      .replace(/(Sending build context to Docker daemon) .*/g, '$1')
      .replace(/^time=.* msg="error waiting for container: context canceled"\n/gm, '')
      .replace(/\b[0-9a-f]{12,64}\b/g, 'ID')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME')
      .replace(/\b\d+(\.\d+)?m?s\b/g, 'T');
    if (compare === undefined) return same;
    const lines = same.split('\n').map((line) => line.trimEnd());
    return (compare === 'lines' ? lines : progressLines(lines, compare)).sort().join('\n');
  };
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** What is looked at of a tool's progress: which steps there were and what they printed. */
const progress = {
  buildkit: /^\[|^CACHED|^ERROR|^said|exit code|^failed/,
  compose:
    /^\[|^ERROR|^\d+$|\| said|exited with|Container .* (Created|Started|Stopped|Removed|Exited)|Image .* Removed/,
} as const;

/** Their numbers, times and what is told in between come as they come. */
function progressLines(lines: readonly string[], kind: keyof typeof progress): string[] {
  const words = lines
    .map((line) => line.replace(/^#\d+ (?:\d+\.\d+ )?|^\x1b\[2K/, '').trim())
    .filter((line) => progress[kind].test(line));
  return [...new Set(words)];
}
