import type { Operation, OperationArea } from './operation.ts';

type Columns = Partial<Omit<Operation, 'id' | 'method' | 'path' | 'area'>>;

/** What most operations are: no request body, a JSON answer, older than API 1.24 and still there. */
const defaults = {
  since: null,
  until: null,
  hijack: null,
  requestBody: 'none',
  responseBody: 'json',
} as const satisfies Columns;

function operation(id: string, route: string, area: OperationArea, columns: Columns = {}): Operation {
  const [method, path] = route.split(' ') as [Operation['method'], string];
  return { id, method, path, area, ...defaults, ...columns };
}

/**
 * Every operation of the Engine API from 1.24 to 1.56, by the operation id of moby's `api/swagger.yaml`;
 * `since` is taken from the published descriptions (`api/docs/v1.24.md`, `v1.25.yaml` and on).
 *
 * Routes of the daemon that no description lists have names of ours, after the functions of moby's client
 * where there is one: `Grpc` (BuildKit's gRPC over HTTP/2), `BuildCancel`, `CheckpointCreate`,
 * `CheckpointList`, `CheckpointDelete` (experimental), `ContainerCopy` (`docker cp` before API 1.20),
 * `DebugVars` and `DebugProfile` (Go's expvar and pprof, with `dockerd --debug`).
 */
export const operationTable: readonly Operation[] = [
  // system
  operation('SystemAuth', 'POST /auth', 'system', { requestBody: 'json' }),
  operation('SystemInfo', 'GET /info', 'system'),
  operation('SystemVersion', 'GET /version', 'system'),
  operation('SystemPing', 'GET /_ping', 'system', { responseBody: 'text' }),
  operation('SystemEvents', 'GET /events', 'system', { responseBody: 'events' }),
  operation('SystemDataUsage', 'GET /system/df', 'system', { since: '1.25' }),
  operation('SystemPingHead', 'HEAD /_ping', 'system', { responseBody: 'none', since: '1.40' }),
  // container
  operation('ContainerList', 'GET /containers/json', 'container'),
  operation('ContainerCreate', 'POST /containers/create', 'container', { requestBody: 'json' }),
  operation('ContainerInspect', 'GET /containers/{id}/json', 'container'),
  operation('ContainerTop', 'GET /containers/{id}/top', 'container'),
  operation('ContainerLogs', 'GET /containers/{id}/logs', 'container', { responseBody: 'streams' }),
  operation('ContainerChanges', 'GET /containers/{id}/changes', 'container'),
  operation('ContainerExport', 'GET /containers/{id}/export', 'container', { responseBody: 'archive' }),
  operation('ContainerStats', 'GET /containers/{id}/stats', 'container', { responseBody: 'stats' }),
  operation('ContainerResize', 'POST /containers/{id}/resize', 'container', { responseBody: 'none' }),
  operation('ContainerStart', 'POST /containers/{id}/start', 'container', { responseBody: 'none' }),
  operation('ContainerStop', 'POST /containers/{id}/stop', 'container', { responseBody: 'none' }),
  operation('ContainerRestart', 'POST /containers/{id}/restart', 'container', { responseBody: 'none' }),
  operation('ContainerKill', 'POST /containers/{id}/kill', 'container', { responseBody: 'none' }),
  operation('ContainerUpdate', 'POST /containers/{id}/update', 'container', { requestBody: 'json' }),
  operation('ContainerRename', 'POST /containers/{id}/rename', 'container', { responseBody: 'none' }),
  operation('ContainerPause', 'POST /containers/{id}/pause', 'container', { responseBody: 'none' }),
  operation('ContainerUnpause', 'POST /containers/{id}/unpause', 'container', { responseBody: 'none' }),
  operation('ContainerAttach', 'POST /containers/{id}/attach', 'container', {
    responseBody: 'streams',
    hijack: 'streams',
  }),
  operation('ContainerAttachWebsocket', 'GET /containers/{id}/attach/ws', 'container', {
    responseBody: 'streams',
    hijack: 'websocket',
  }),
  operation('ContainerWait', 'POST /containers/{id}/wait', 'container'),
  operation('ContainerDelete', 'DELETE /containers/{id}', 'container', { responseBody: 'none' }),
  operation('ContainerArchiveInfo', 'HEAD /containers/{id}/archive', 'container', { responseBody: 'none' }),
  operation('ContainerArchive', 'GET /containers/{id}/archive', 'container', { responseBody: 'archive' }),
  operation('PutContainerArchive', 'PUT /containers/{id}/archive', 'container', {
    requestBody: 'archive',
    responseBody: 'none',
  }),
  operation('ContainerPrune', 'POST /containers/prune', 'container', { since: '1.25' }),
  operation('ContainerExec', 'POST /containers/{id}/exec', 'container', { requestBody: 'json' }),
  operation('CheckpointList', 'GET /containers/{id}/checkpoints', 'container', { since: '1.25' }),
  operation('CheckpointCreate', 'POST /containers/{id}/checkpoints', 'container', {
    requestBody: 'json',
    responseBody: 'none',
    since: '1.25',
  }),
  operation('CheckpointDelete', 'DELETE /containers/{id}/checkpoints/{checkpoint}', 'container', {
    responseBody: 'none',
    since: '1.25',
  }),
  operation('ContainerCopy', 'POST /containers/{id}/copy', 'container', {
    requestBody: 'json',
    responseBody: 'archive',
    until: '1.23',
  }),
  operation('ContainerList', 'GET /containers/ps', 'container', { until: '1.24' }),
  // exec
  operation('ExecStart', 'POST /exec/{id}/start', 'exec', {
    requestBody: 'json',
    responseBody: 'streams',
    hijack: 'streams',
  }),
  operation('ExecResize', 'POST /exec/{id}/resize', 'exec', { responseBody: 'none' }),
  operation('ExecInspect', 'GET /exec/{id}/json', 'exec'),
  // image
  operation('ImageList', 'GET /images/json', 'image'),
  operation('ImageCreate', 'POST /images/create', 'image', {
    requestBody: 'archive',
    responseBody: 'progress',
  }),
  operation('ImageInspect', 'GET /images/{name}/json', 'image'),
  operation('ImageHistory', 'GET /images/{name}/history', 'image'),
  operation('ImagePush', 'POST /images/{name}/push', 'image', { responseBody: 'progress' }),
  operation('ImageTag', 'POST /images/{name}/tag', 'image', { responseBody: 'none' }),
  operation('ImageDelete', 'DELETE /images/{name}', 'image'),
  operation('ImageSearch', 'GET /images/search', 'image'),
  operation('ImagePrune', 'POST /images/prune', 'image', { since: '1.25' }),
  operation('ImageCommit', 'POST /commit', 'image', { requestBody: 'json' }),
  operation('ImageGet', 'GET /images/{name}/get', 'image', { responseBody: 'archive' }),
  operation('ImageGetAll', 'GET /images/get', 'image', { responseBody: 'archive' }),
  operation('ImageLoad', 'POST /images/load', 'image', { requestBody: 'archive', responseBody: 'progress' }),
  operation('DistributionInspect', 'GET /distribution/{name}/json', 'image', { since: '1.30' }),
  operation('ImageAttestations', 'GET /images/{name}/attestations', 'image', { since: '1.55' }),
  // build
  operation('ImageBuild', 'POST /build', 'build', { requestBody: 'context', responseBody: 'build-progress' }),
  operation('BuildPrune', 'POST /build/prune', 'build', { since: '1.31' }),
  operation('Session', 'POST /session', 'build', { responseBody: 'none', hijack: 'h2c', since: '1.31' }),
  operation('Grpc', 'POST /grpc', 'build', { responseBody: 'none', hijack: 'h2c', since: '1.39' }),
  operation('BuildCancel', 'POST /build/cancel', 'build', { responseBody: 'none', since: '1.39' }),
  // network
  operation('NetworkList', 'GET /networks', 'network'),
  operation('NetworkInspect', 'GET /networks/{id}', 'network'),
  operation('NetworkDelete', 'DELETE /networks/{id}', 'network', { responseBody: 'none' }),
  operation('NetworkCreate', 'POST /networks/create', 'network', { requestBody: 'json' }),
  operation('NetworkConnect', 'POST /networks/{id}/connect', 'network', {
    requestBody: 'json',
    responseBody: 'none',
  }),
  operation('NetworkDisconnect', 'POST /networks/{id}/disconnect', 'network', {
    requestBody: 'json',
    responseBody: 'none',
  }),
  operation('NetworkPrune', 'POST /networks/prune', 'network', { since: '1.25' }),
  // volume
  operation('VolumeList', 'GET /volumes', 'volume'),
  operation('VolumeCreate', 'POST /volumes/create', 'volume', { requestBody: 'json' }),
  operation('VolumeInspect', 'GET /volumes/{name}', 'volume'),
  operation('VolumeDelete', 'DELETE /volumes/{name}', 'volume', { responseBody: 'none' }),
  operation('VolumePrune', 'POST /volumes/prune', 'volume', { since: '1.25' }),
  operation('VolumeUpdate', 'PUT /volumes/{name}', 'volume', {
    requestBody: 'json',
    responseBody: 'none',
    since: '1.42',
  }),
  // plugin
  operation('PluginList', 'GET /plugins', 'plugin', { since: '1.24' }),
  operation('GetPluginPrivileges', 'GET /plugins/privileges', 'plugin', { since: '1.25' }),
  operation('PluginPull', 'POST /plugins/pull', 'plugin', {
    requestBody: 'json',
    responseBody: 'progress',
    since: '1.24',
  }),
  operation('PluginInspect', 'GET /plugins/{name}/json', 'plugin', { since: '1.25' }),
  operation('PluginDelete', 'DELETE /plugins/{name}', 'plugin', { responseBody: 'none', since: '1.24' }),
  operation('PluginEnable', 'POST /plugins/{name}/enable', 'plugin', { responseBody: 'none', since: '1.24' }),
  operation('PluginDisable', 'POST /plugins/{name}/disable', 'plugin', {
    responseBody: 'none',
    since: '1.24',
  }),
  operation('PluginCreate', 'POST /plugins/create', 'plugin', {
    requestBody: 'archive',
    responseBody: 'none',
    since: '1.25',
  }),
  operation('PluginPush', 'POST /plugins/{name}/push', 'plugin', { responseBody: 'progress', since: '1.24' }),
  operation('PluginSet', 'POST /plugins/{name}/set', 'plugin', {
    requestBody: 'json',
    responseBody: 'none',
    since: '1.25',
  }),
  operation('PluginUpgrade', 'POST /plugins/{name}/upgrade', 'plugin', {
    requestBody: 'json',
    responseBody: 'progress',
    since: '1.26',
  }),
  operation('PluginInspect', 'GET /plugins/{name}', 'plugin', { since: '1.24', until: '1.24' }),
  // swarm
  operation('NodeList', 'GET /nodes', 'swarm', { since: '1.24' }),
  operation('NodeInspect', 'GET /nodes/{id}', 'swarm', { since: '1.24' }),
  operation('NodeDelete', 'DELETE /nodes/{id}', 'swarm', { responseBody: 'none', since: '1.24' }),
  operation('NodeUpdate', 'POST /nodes/{id}/update', 'swarm', {
    requestBody: 'json',
    responseBody: 'none',
    since: '1.24',
  }),
  operation('SwarmInspect', 'GET /swarm', 'swarm', { since: '1.24' }),
  operation('SwarmInit', 'POST /swarm/init', 'swarm', { requestBody: 'json', since: '1.24' }),
  operation('SwarmJoin', 'POST /swarm/join', 'swarm', {
    requestBody: 'json',
    responseBody: 'none',
    since: '1.24',
  }),
  operation('SwarmLeave', 'POST /swarm/leave', 'swarm', { responseBody: 'none', since: '1.24' }),
  operation('SwarmUpdate', 'POST /swarm/update', 'swarm', {
    requestBody: 'json',
    responseBody: 'none',
    since: '1.24',
  }),
  operation('SwarmUnlockkey', 'GET /swarm/unlockkey', 'swarm', { since: '1.25' }),
  operation('SwarmUnlock', 'POST /swarm/unlock', 'swarm', {
    requestBody: 'json',
    responseBody: 'none',
    since: '1.25',
  }),
  operation('ServiceList', 'GET /services', 'swarm', { since: '1.24' }),
  operation('ServiceCreate', 'POST /services/create', 'swarm', { requestBody: 'json', since: '1.24' }),
  operation('ServiceInspect', 'GET /services/{id}', 'swarm', { since: '1.24' }),
  operation('ServiceDelete', 'DELETE /services/{id}', 'swarm', { responseBody: 'none', since: '1.24' }),
  operation('ServiceUpdate', 'POST /services/{id}/update', 'swarm', { requestBody: 'json', since: '1.24' }),
  operation('ServiceLogs', 'GET /services/{id}/logs', 'swarm', { responseBody: 'streams', since: '1.25' }),
  operation('TaskList', 'GET /tasks', 'swarm', { since: '1.24' }),
  operation('TaskInspect', 'GET /tasks/{id}', 'swarm', { since: '1.24' }),
  operation('SecretList', 'GET /secrets', 'swarm', { since: '1.25' }),
  operation('SecretCreate', 'POST /secrets/create', 'swarm', { requestBody: 'json', since: '1.25' }),
  operation('SecretInspect', 'GET /secrets/{id}', 'swarm', { since: '1.25' }),
  operation('SecretDelete', 'DELETE /secrets/{id}', 'swarm', { responseBody: 'none', since: '1.25' }),
  operation('SecretUpdate', 'POST /secrets/{id}/update', 'swarm', {
    requestBody: 'json',
    responseBody: 'none',
    since: '1.26',
  }),
  operation('TaskLogs', 'GET /tasks/{id}/logs', 'swarm', { responseBody: 'streams', since: '1.29' }),
  operation('ConfigList', 'GET /configs', 'swarm', { since: '1.30' }),
  operation('ConfigCreate', 'POST /configs/create', 'swarm', { requestBody: 'json', since: '1.30' }),
  operation('ConfigInspect', 'GET /configs/{id}', 'swarm', { since: '1.30' }),
  operation('ConfigDelete', 'DELETE /configs/{id}', 'swarm', { responseBody: 'none', since: '1.30' }),
  operation('ConfigUpdate', 'POST /configs/{id}/update', 'swarm', {
    requestBody: 'json',
    responseBody: 'none',
    since: '1.30',
  }),
  // debug
  operation('DebugVars', 'GET /debug/vars', 'debug'),
  operation('DebugProfile', 'GET /debug/pprof', 'debug', { responseBody: 'text' }),
  operation('DebugProfile', 'GET /debug/pprof/{name}', 'debug', { responseBody: 'text' }),
];
