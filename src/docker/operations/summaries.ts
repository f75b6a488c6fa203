import { MASK } from '../../model/secret.ts';
import { maskText } from '../auth/mask-json.ts';
import { maskUrls } from '../auth/secret-names.ts';
import { member, textMember } from '../json/parse-json.ts';
import { joinReference } from '../names/join-reference.ts';
import type { Names } from '../names/names.ts';
import { shortId } from '../names/short-id.ts';
import { isTrue } from './boolean-parameter.ts';
import type { OperationMatch } from './match.ts';
import { oneLine } from './one-line.ts';

/** What a summary may say: the request, its JSON body (undefined without one), and what names are known. */
export interface SummaryFacts {
  readonly match: OperationMatch;
  readonly request: unknown;
  readonly names: Names;
}

type Words = string | ((facts: SummaryFacts) => string);

/**
 * Operation id to words for a person, after the CLI's own verbs. In a text, `{container}`, `{exec}`,
 * `{image}`, `{thing}` stand for the path's parameter by the name that is known for it, `{?name}` for a
 * query parameter and `{.Name}` for a member of the request's JSON.
 */
const summaries: Readonly<Record<string, Words>> = {
  SystemPing: 'ping',
  SystemPingHead: 'ping',
  SystemAuth: ({ request }) => {
    const user = textMember(request, 'username');
    return `login ${user ? `${user}@` : ''}${request === undefined ? '' : registry(request)}`;
  },
  SystemInfo: 'info',
  SystemVersion: 'version',
  SystemEvents: 'events',
  SystemDataUsage: 'system df',

  ContainerList: ({ match }) => (isSet(match, 'all') ? 'ps -a' : 'ps'),
  ContainerCreate: ({ match, request }) => {
    const image = textMember(request, 'Image');
    return `create ${query(match, 'name') || 'container'}${image === null ? '' : ` from ${image}`}`;
  },
  ContainerInspect: 'inspect {container}',
  ContainerTop: 'top {container} {?ps_args}',
  ContainerLogs: ({ match, names }) =>
    `logs ${isSet(match, 'follow') ? '-f ' : ''}${names.containerName(match.parameters.id ?? '')}`,
  ContainerChanges: 'diff {container}',
  ContainerExport: 'export {container}',
  ContainerStats: 'stats {container}',
  ContainerResize: 'resize {container} to {?w}x{?h}',
  ContainerStart: 'start {container}',
  ContainerStop: 'stop {container}',
  ContainerRestart: 'restart {container}',
  ContainerKill: 'kill {container} {?signal}',
  ContainerUpdate: 'update {container}',
  ContainerRename: ({ match, names }) => {
    const id = match.parameters.id ?? '';
    const name = query(match, 'name');
    // By the time of this line the new name may be known already.
    const old = names.containerName(id);
    return `rename ${old === name ? shortId(id) : old} to ${name}`;
  },
  ContainerPause: 'pause {container}',
  ContainerUnpause: 'unpause {container}',
  ContainerAttach: 'attach {container}',
  ContainerAttachWebsocket: 'attach {container} by websocket',
  ContainerWait: 'wait {container} {?condition}',
  ContainerDelete: ({ match, names }) =>
    `remove ${isSet(match, 'force') ? '-f ' : ''}${names.containerName(match.parameters.id ?? '')}`,
  ContainerArchiveInfo: 'stat {container}:{?path}',
  ContainerArchive: 'copy out {container}:{?path}',
  PutContainerArchive: 'copy in {container}:{?path}',
  ContainerCopy: 'copy out {container}:{.Resource}',
  ContainerPrune: 'prune containers',
  CheckpointList: 'list checkpoints of {container}',
  CheckpointCreate: 'create checkpoint {.CheckpointID} of {container}',
  CheckpointDelete: 'remove checkpoint {checkpoint} of {container}',

  ContainerExec: ({ match, request, names }) =>
    `create exec ${names.containerName(match.parameters.id ?? '')} ${commandLine(member(request, 'Cmd'))}`,
  ExecStart: ({ match, names }) => `exec ${execName(match, names)}`,
  ExecResize: ({ match, names }) =>
    `resize exec ${execName(match, names)} to ${query(match, 'w')}x${query(match, 'h')}`,
  ExecInspect: ({ match, names }) => `inspect exec ${execName(match, names)}`,

  ImageList: 'images',
  ImageCreate: ({ match }) => {
    const source = query(match, 'fromSrc');
    const tag = query(match, 'tag');
    if (source === '') return `pull ${joinReference(query(match, 'fromImage'), tag)}`;
    const target = joinReference(query(match, 'repo'), tag);
    return `import ${source === '-' ? 'an archive' : source}${target === '' ? '' : ` as ${target}`}`;
  },
  ImageInspect: 'inspect image {image}',
  ImageHistory: 'history {image}',
  ImagePush: ({ match }) => `push ${joinReference(match.parameters.name ?? '', query(match, 'tag'))}`,
  ImageTag: ({ match, names }) =>
    `tag ${names.imageName(match.parameters.name ?? '')} as ${joinReference(query(match, 'repo'), query(match, 'tag'))}`,
  ImageDelete: 'remove image {image}',
  ImageSearch: 'search {?term}',
  ImagePrune: 'prune images',
  ImageCommit: ({ match, names }) => {
    const target = joinReference(query(match, 'repo'), query(match, 'tag'));
    return `commit ${names.containerName(query(match, 'container'))}${target === '' ? '' : ` as ${target}`}`;
  },
  ImageGet: 'save {image}',
  ImageGetAll: ({ match }) => `save ${(match.query.names ?? []).join(' ')}`,
  ImageLoad: 'load',
  ImageAttestations: 'attestations of {image}',
  DistributionInspect: 'inspect {name} in its registry',

  ImageBuild: ({ match }) => {
    const upload = /^upload-request:(.*)$/.exec(query(match, 'buildid'))?.[1];
    if (upload !== undefined) return 'upload build context';
    return `build ${(match.query.t ?? []).filter((tag) => tag !== '').join(' ') || '(no tag)'}`;
  },
  BuildPrune: 'prune build cache',
  BuildCancel: 'cancel build {?id}',
  Session: 'session',
  Grpc: 'grpc',

  NetworkList: 'list networks',
  NetworkInspect: 'inspect network {thing}',
  NetworkDelete: 'remove network {thing}',
  NetworkCreate: 'create network {.Name}',
  NetworkConnect: ({ match, request, names }) => networkMove('connect', 'to', match, request, names),
  NetworkDisconnect: ({ match, request, names }) => networkMove('disconnect', 'from', match, request, names),
  NetworkPrune: 'prune networks',

  VolumeList: 'list volumes',
  VolumeCreate: 'create volume {.Name}',
  VolumeInspect: 'inspect volume {name}',
  VolumeUpdate: 'update volume {name}',
  VolumeDelete: 'remove volume {name}',
  VolumePrune: 'prune volumes',

  PluginList: 'list plugins',
  GetPluginPrivileges: 'privileges of plugin {?remote}',
  PluginPull: 'pull plugin {?remote}',
  PluginInspect: 'inspect plugin {name}',
  PluginDelete: 'remove plugin {name}',
  PluginEnable: 'enable plugin {name}',
  PluginDisable: 'disable plugin {name}',
  PluginUpgrade: 'upgrade plugin {name}',
  PluginCreate: 'create plugin {?name}',
  PluginPush: 'push plugin {name}',
  PluginSet: 'set plugin {name}',

  NodeList: 'list nodes',
  NodeInspect: 'inspect node {thing}',
  NodeDelete: 'remove node {thing}',
  NodeUpdate: 'update node {thing}',
  SwarmInspect: 'inspect swarm',
  SwarmInit: 'swarm init',
  SwarmJoin: 'swarm join',
  SwarmLeave: 'swarm leave',
  SwarmUpdate: 'swarm update',
  SwarmUnlockkey: 'swarm unlock key',
  SwarmUnlock: 'swarm unlock',
  ServiceList: 'list services',
  ServiceCreate: 'create service {.Name}',
  ServiceInspect: 'inspect service {thing}',
  ServiceDelete: 'remove service {thing}',
  ServiceUpdate: 'update service {thing}',
  ServiceLogs: 'logs of service {thing}',
  TaskList: 'list tasks',
  TaskInspect: 'inspect task {thing}',
  TaskLogs: 'logs of task {thing}',
  SecretList: 'list secrets',
  SecretCreate: 'create secret {.Name}',
  SecretInspect: 'inspect secret {thing}',
  SecretDelete: 'remove secret {thing}',
  SecretUpdate: 'update secret {thing}',
  ConfigList: 'list configs',
  ConfigCreate: 'create config {.Name}',
  ConfigInspect: 'inspect config {thing}',
  ConfigDelete: 'remove config {thing}',
  ConfigUpdate: 'update config {thing}',

  DebugVars: 'debug variables',
  DebugProfile: 'debug profile {name}',
};

/** One line that says what the request asks for; method and path where the table does not know it. */
export function summarise(facts: SummaryFacts): string {
  const { match } = facts;
  const id = match.operation?.id;
  const words = id !== undefined && Object.hasOwn(summaries, id) ? summaries[id] : undefined;
  if (words === undefined) return oneLine(`${match.method} ${match.path}`);
  return oneLine(maskUrls(typeof words === 'string' ? fill(words, facts) : words(facts), MASK));
}

function fill(words: string, { match, request, names }: SummaryFacts): string {
  return words.replace(/\{([.?]?)(\w+)\}/g, (_, sign: string, name: string) => {
    if (sign === '?') return query(match, name);
    if (sign === '.') return textMember(request, name) ?? '';
    const { id = '', name: named = '' } = match.parameters;
    if (name === 'container') return names.containerName(id);
    if (name === 'thing') return names.thingName(id);
    if (name === 'image') return names.imageName(named);
    return match.parameters[name] ?? '';
  });
}

function query(match: OperationMatch, name: string): string {
  return match.query[name]?.[0] ?? '';
}

function isSet(match: OperationMatch, name: string): boolean {
  return isTrue(query(match, name));
}

function registry(request: unknown): string {
  return textMember(request, 'serveraddress') || 'https://index.docker.io/v1/';
}

function commandLine(words: unknown): string {
  if (!Array.isArray(words)) return '';
  // A word may be a whole script, and may set a secret: `PASSWORD=… command`.
  return words
    .slice(0, 20)
    .map((word) => quoted(maskText(String(word)).toString()))
    .join(' ');
}

/** As one would type it; a mask needs no quotes. */
function quoted(word: string): string {
  const bare = word.replaceAll(MASK, '');
  return /^[\w@%+=:,./-]*$/.test(bare) && word !== '' ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** `web sh -c …` where the exec's creation was seen, its short id otherwise. */
function execName(match: OperationMatch, names: Names): string {
  const id = match.parameters.id ?? '';
  const exec = names.exec(id);
  if (exec === null || exec.container === null) return names.thingName(id);
  return `${names.containerName(exec.container)} ${commandLine(exec.command)}`;
}

function networkMove(
  verb: string,
  where: string,
  match: OperationMatch,
  request: unknown,
  names: Names,
): string {
  const container = names.containerName(textMember(request, 'Container') ?? '');
  return `${verb} ${container} ${where} network ${names.thingName(match.parameters.id ?? '')}`;
}
