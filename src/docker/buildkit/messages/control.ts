/** The service that a client builds with (BuildKit, api/services/control/control.proto, api/types). */
import {
  bool,
  byteStrings,
  bytes,
  message,
  messageMap,
  messages,
  messageType,
  signed,
  text,
  textMap,
  texts,
  timestamp,
} from '../../protobuf/message-type.ts';
import { definition, platform, progressGroup, range, sourceInfo } from './llb.ts';
import { rpcStatus } from './rpc-status.ts';
import { sourcePolicy } from './source-policy.ts';

const typeAndAttributes = { type: text(1), attrs: textMap(2) };

export const exporter = messageType('moby.buildkit.v1.Exporter', typeAndAttributes);

export const cacheEntry = messageType('moby.buildkit.v1.CacheOptionsEntry', typeAndAttributes);

export const cacheOptions = messageType('moby.buildkit.v1.CacheOptions', {
  /** Until BuildKit 0.4. */
  exportRef: text(1),
  importRefs: texts(2),
  exportAttrs: textMap(3),
  exports: messages(4, cacheEntry),
  imports: messages(5, cacheEntry),
});

export const solveRequest = messageType('moby.buildkit.v1.SolveRequest', {
  ref: text(1),
  definition: message(2, definition),
  /** One exporter, until there could be several (BuildKit 0.13). */
  exporter: text(3),
  exporterAttrs: textMap(4),
  session: text(5),
  frontend: text(6),
  frontendAttrs: textMap(7),
  cache: message(8, cacheOptions),
  entitlements: texts(9),
  frontendInputs: messageMap(10, definition),
  internal: bool(11),
  sourcePolicy: message(12, sourcePolicy),
  exporters: messages(13, exporter),
  enableSessionExporter: bool(14),
  sourcePolicySession: text(15),
  compatibilityVersion: signed(16),
  proxyNetwork: bool(17),
});

export const solveResponse = messageType('moby.buildkit.v1.SolveResponse', { exporterResponse: textMap(1) });

export const statusRequest = messageType('moby.buildkit.v1.StatusRequest', { ref: text(1) });

export const vertex = messageType('moby.buildkit.v1.Vertex', {
  digest: text(1),
  inputs: texts(2),
  name: text(3),
  cached: bool(4),
  started: timestamp(5),
  completed: timestamp(6),
  error: text(7),
  progressGroup: message(8, progressGroup),
});

export const vertexStatus = messageType('moby.buildkit.v1.VertexStatus', {
  id: text(1),
  vertex: text(2),
  name: text(3),
  current: signed(4),
  total: signed(5),
  timestamp: timestamp(6),
  started: timestamp(7),
  completed: timestamp(8),
});

export const vertexLog = messageType('moby.buildkit.v1.VertexLog', {
  vertex: text(1),
  timestamp: timestamp(2),
  /** 1 standard output, 2 standard error. */
  stream: signed(3),
  msg: bytes(4),
});

export const vertexWarning = messageType('moby.buildkit.v1.VertexWarning', {
  vertex: text(1),
  level: signed(2),
  short: bytes(3),
  detail: byteStrings(4),
  url: text(5),
  info: message(6, sourceInfo),
  ranges: messages(7, range),
});

export const statusResponse = messageType('moby.buildkit.v1.StatusResponse', {
  vertexes: messages(1, vertex),
  statuses: messages(2, vertexStatus),
  logs: messages(3, vertexLog),
  warnings: messages(4, vertexWarning),
});

/** Bytes of a connection inside of a call, or of a file: each service has its own of the same shape. */
export const bytesMessage = messageType('BytesMessage', { data: bytes(1) });

const buildkitVersion = messageType('moby.buildkit.v1.types.BuildkitVersion', {
  package: text(1),
  version: text(2),
  revision: text(3),
  dockerfileVersion: text(4),
});

export const workerRecord = messageType('moby.buildkit.v1.types.WorkerRecord', {
  id: text(1),
  labels: textMap(2),
  platforms: messages(3, platform),
  gcPolicy: messages(
    4,
    messageType('moby.buildkit.v1.types.GCPolicy', {
      all: bool(1),
      keepDuration: signed(2),
      reservedSpace: signed(3),
      filters: texts(4),
      maxUsedSpace: signed(5),
      minFreeSpace: signed(6),
    }),
  ),
  buildkitVersion: message(5, buildkitVersion),
  cdiDevices: messages(
    6,
    messageType('moby.buildkit.v1.types.CDIDevice', {
      name: text(1),
      autoAllow: bool(2),
      annotations: textMap(3),
      onDemand: bool(4),
    }),
  ),
});

export const listWorkersRequest = messageType('moby.buildkit.v1.ListWorkersRequest', { filter: texts(1) });

export const listWorkersResponse = messageType('moby.buildkit.v1.ListWorkersResponse', {
  record: messages(1, workerRecord),
});

export const infoRequest = messageType('moby.buildkit.v1.InfoRequest', {});

export const infoResponse = messageType('moby.buildkit.v1.InfoResponse', {
  buildkitVersion: message(1, buildkitVersion),
});

export const usageRecord = messageType('moby.buildkit.v1.UsageRecord', {
  id: text(1),
  mutable: bool(2),
  inUse: bool(3),
  size: signed(4),
  parent: text(5),
  createdAt: timestamp(6),
  lastUsedAt: timestamp(7),
  usageCount: signed(8),
  description: text(9),
  recordType: text(10),
  shared: bool(11),
  parents: texts(12),
});

export const diskUsageRequest = messageType('moby.buildkit.v1.DiskUsageRequest', {
  filter: texts(1),
  ageLimit: signed(2),
});

export const diskUsageResponse = messageType('moby.buildkit.v1.DiskUsageResponse', {
  record: messages(1, usageRecord),
});

export const pruneRequest = messageType('moby.buildkit.v1.PruneRequest', {
  filter: texts(1),
  all: bool(2),
  keepDuration: signed(3),
  reservedSpace: signed(4),
  maxUsedSpace: signed(5),
  minFreeSpace: signed(6),
});

export const buildHistoryRequest = messageType('moby.buildkit.v1.BuildHistoryRequest', {
  activeOnly: bool(1),
  ref: text(2),
  earlyExit: bool(3),
  filter: texts(4),
  limit: signed(5),
});

const descriptor = messageType('moby.buildkit.v1.Descriptor', {
  mediaType: text(1),
  digest: text(2),
  size: signed(3),
  annotations: textMap(5),
});

const buildResultInfo = messageType('moby.buildkit.v1.BuildResultInfo', {
  result: message(1, descriptor),
  attestations: messages(2, descriptor),
  results: messageMap(3, descriptor),
});

const buildHistoryRecord = messageType('moby.buildkit.v1.BuildHistoryRecord', {
  ref: text(1),
  frontend: text(2),
  frontendAttrs: textMap(3),
  exporters: messages(4, exporter),
  error: message(5, rpcStatus),
  createdAt: timestamp(6),
  completedAt: timestamp(7),
  logs: message(8, descriptor),
  exporterResponse: textMap(9),
  result: message(10, buildResultInfo),
  results: messageMap(11, buildResultInfo),
  generation: signed(12),
  trace: message(13, descriptor),
  pinned: bool(14),
  numCachedSteps: signed(15),
  numTotalSteps: signed(16),
  numCompletedSteps: signed(17),
  externalError: message(18, descriptor),
  numWarnings: signed(19),
});

export const buildHistoryEvent = messageType('moby.buildkit.v1.BuildHistoryEvent', {
  /** 0 started, 1 complete, 2 deleted. */
  type: signed(1),
  record: message(2, buildHistoryRecord),
});

export const updateBuildHistoryRequest = messageType('moby.buildkit.v1.UpdateBuildHistoryRequest', {
  ref: text(1),
  pinned: bool(2),
  delete: bool(3),
  finalize: bool(4),
});

export const updateBuildHistoryResponse = messageType('moby.buildkit.v1.UpdateBuildHistoryResponse', {});
