import type { CreatedProcess } from '../../model/created-process.ts';
import type { Exchange } from '../../model/exchange.ts';
import { operationWords } from './exchange-row.ts';
import { safeText } from './safe-text.ts';

/** Arguments of the docker CLI that make one container or exec; safe to print, secrets masked. */
export function processArguments(
  verb: 'run' | 'create' | 'exec',
  process: CreatedProcess,
  target: string,
  name: string | null,
): readonly string[] {
  const { tty, stdin, attached, entrypoint, command } = process;
  const words: string[] = [verb];
  if (process.autoRemove) words.push('--rm');
  // `docker create` attaches to nothing either.
  if (!attached && verb !== 'create') words.push('-d');
  if (stdin || tty) words.push(`-${stdin ? 'i' : ''}${tty ? 't' : ''}`);
  if (name !== null) words.push('--name', name);
  const flag = (option: string, values: readonly unknown[]) => {
    for (const value of values) words.push(option, String(value));
  };
  flag('--network', present(process.network));
  flag('--user', present(process.user));
  flag('--workdir', present(process.workingDir));
  if (process.privileged) words.push('--privileged');
  flag('-v', process.volumes);
  flag('-p', process.ports);
  flag('-e', process.env);
  flag('--entrypoint', entrypoint.slice(0, 1));
  words.push(target, ...entrypoint.slice(1).map(String), ...command.map(String));
  return words.map((word) => safeText(word));
}

function present(value: string | null): readonly string[] {
  return value === null ? [] : [value];
}

/**
 * The arguments for a line in a list: what says which command it was, and not how its container was set up.
 * `run --rm -i alpine cat`.
 */
export function shortProcessArguments(
  verb: 'run' | 'create' | 'exec',
  process: CreatedProcess,
  target: string,
  name: string | null,
): readonly string[] {
  const plain = { env: [], volumes: [], ports: [], network: null, user: null, workingDir: null };
  return processArguments(verb, { ...process, ...plain, privileged: false }, target, name);
}

/** What an exchange by itself would be on the command line; null where no docker command makes such a call. */
export function exchangeArguments(exchange: Exchange): readonly string[] | null {
  const { operation, docker, request } = exchange;
  const named = docker.container?.name ?? docker.container?.id?.slice(0, 12) ?? '';
  if (docker.process !== null) {
    const isExec = operation === 'ContainerExec';
    const name = isExec ? null : docker.container?.name;
    const target = isExec ? named : (docker.process.image ?? '');
    return processArguments(isExec ? 'exec' : 'create', docker.process, target, name ?? null);
  }
  if (docker.build !== null) return buildArguments(exchange);
  const path = String(request?.query.path?.[0] ?? '');
  const moved = Object.hasOwn(OF_A_NOUN, operation ?? '') ? OF_A_NOUN[operation ?? ''] : undefined;
  if (moved !== undefined) return [...moved, ...operationWords(exchange).split(' ').slice(2)];
  switch (operation) {
    case 'ContainerWait':
      return ['wait', safeText(named)];
    case 'ContainerKill': {
      const signal = request?.query.signal?.[0];
      return ['kill', ...(signal === undefined ? [] : ['--signal', safeText(signal)]), safeText(named)];
    }
    case 'ContainerRename':
      return operationWords(exchange).replace(' to ', ' ').split(' ');
    case 'ContainerArchive':
      return ['cp', safeText(`${named}:${path}`), '-'];
    case 'PutContainerArchive':
      return ['cp', '-', safeText(`${named}:${path}`)];
    case 'SystemAuth':
      return ['login', ...operationWords(exchange).split(' ').slice(1)];
    case 'ContainerDelete':
      return ['rm', ...operationWords(exchange).split(' ').slice(1)];
    case 'ImageDelete':
      return ['rmi', ...operationWords(exchange).split(' ').slice(2)];
    case 'ImageInspect':
    case 'ImageTag':
      return ['image', ...operationWords(exchange).replace(' image', '').replace(' as ', ' ').split(' ')];
  }
  return SAME_WORDS.has(operation ?? '') ? operationWords(exchange).split(' ') : null;
}

/** Commands of a noun: what a list calls `create volume data` is `docker volume create data`. */
const OF_A_NOUN: Readonly<Record<string, readonly [noun: string, verb: string]>> = {
  ContainerPrune: ['container', 'prune'],
  ImagePrune: ['image', 'prune'],
  NetworkList: ['network', 'ls'],
  NetworkInspect: ['network', 'inspect'],
  NetworkCreate: ['network', 'create'],
  NetworkDelete: ['network', 'rm'],
  NetworkPrune: ['network', 'prune'],
  VolumeList: ['volume', 'ls'],
  VolumeInspect: ['volume', 'inspect'],
  VolumeCreate: ['volume', 'create'],
  VolumeDelete: ['volume', 'rm'],
  VolumePrune: ['volume', 'prune'],
};

/** Operations whose words in a list are the CLI's own. */
const SAME_WORDS: ReadonlySet<string> = new Set([
  'SystemInfo',
  'SystemVersion',
  'SystemEvents',
  'SystemDataUsage',
  'ContainerList',
  'ContainerInspect',
  'ContainerTop',
  'ContainerLogs',
  'ContainerChanges',
  'ContainerExport',
  'ContainerStats',
  'ContainerStart',
  'ContainerStop',
  'ContainerRestart',
  'ContainerPause',
  'ContainerUnpause',
  'ContainerAttach',
  'ImageList',
  'ImageCreate',
  'ImagePush',
  'ImageHistory',
  'ImageSearch',
  'ImageGet',
  'ImageLoad',
]);

function buildArguments({ docker: { build } }: Exchange): readonly string[] | null {
  if (build === null) return null;
  const words: string[] = ['build'];
  const flag = (option: string, values: readonly unknown[]) => {
    for (const value of values) words.push(option, String(value));
  };
  flag('-t', build.tags);
  if (build.dockerfilePath !== 'Dockerfile' && build.dockerfilePath !== '')
    flag('-f', [build.dockerfilePath]);
  flag('--target', present(build.target));
  flag('--platform', present(build.platform));
  if (build.noCache) words.push('--no-cache');
  if (build.pull) words.push('--pull');
  if (build.networkMode !== null && build.networkMode !== 'default') flag('--network', [build.networkMode]);
  flag('--cache-from', build.cacheFrom);
  for (const [name, value] of Object.entries(build.buildArgs)) {
    flag('--build-arg', [value === null ? name : `${name}=${value}`]);
  }
  for (const [name, value] of Object.entries(build.labels)) flag('--label', [`${name}=${value}`]);
  // As far as the daemon asked for them: a step from the cache needs none.
  const ids = (asked: readonly { readonly id: string }[]) => new Set(asked.map(({ id }) => id));
  flag(
    '--secret',
    Array.from(ids(build.buildkit?.secrets ?? []), (id) => `id=${id}`),
  );
  flag('--ssh', Array.from(ids(build.buildkit?.ssh ?? [])));
  const ownContext = build.remote === null || String(build.remote) === 'client-session';
  words.push(ownContext ? '.' : String(build.remote));
  return words.map((word) => safeText(word));
}

/** As one would type it: words that a shell would take apart are in single quotes. */
export function shellWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
