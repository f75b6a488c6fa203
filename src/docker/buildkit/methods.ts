import type { MessageType } from '../protobuf/message-type.ts';
import * as content from './messages/content.ts';
import * as control from './messages/control.ts';
import * as filesync from './messages/filesync.ts';
import * as gateway from './messages/gateway.ts';
import * as health from './messages/health.ts';
import * as session from './messages/session.ts';
import * as telemetry from './messages/telemetry.ts';

export interface Method {
  readonly request: MessageType;
  readonly response: MessageType;
  /** The call in words; `{name}` stands for that field of its first request. */
  readonly words: string;
}

const { bytesMessage } = control;
const { emptyMessage } = content;

/** The gRPC methods that go between a client and BuildKit, by full name. */
export const methods: Readonly<Record<string, Method>> = {
  ...service('moby.buildkit.v1.Control', {
    Solve: [control.solveRequest, control.solveResponse, 'solve'],
    Status: [control.statusRequest, control.statusResponse, 'build status'],
    Session: [bytesMessage, bytesMessage, 'session'],
    ListWorkers: [control.listWorkersRequest, control.listWorkersResponse, 'list workers'],
    Info: [control.infoRequest, control.infoResponse, 'buildkit info'],
    DiskUsage: [control.diskUsageRequest, control.diskUsageResponse, 'build cache usage'],
    Prune: [control.pruneRequest, control.usageRecord, 'prune build cache'],
    ListenBuildHistory: [control.buildHistoryRequest, control.buildHistoryEvent, 'build history {ref}'],
    UpdateBuildHistory: [
      control.updateBuildHistoryRequest,
      control.updateBuildHistoryResponse,
      'update build history {ref}',
    ],
  }),
  ...service('moby.buildkit.v1.frontend.LLBBridge', {
    Ping: [gateway.pingRequest, gateway.pongResponse, 'frontend ping'],
    Solve: [gateway.gatewaySolveRequest, gateway.gatewaySolveResponse, 'frontend solve {frontend}'],
    Return: [gateway.returnRequest, emptyMessage, 'frontend return'],
    Inputs: [emptyMessage, gateway.inputsResponse, 'frontend inputs'],
    Evaluate: [gateway.evaluateRequest, emptyMessage, 'evaluate'],
    ResolveImageConfig: [
      gateway.resolveImageConfigRequest,
      gateway.resolveImageConfigResponse,
      'resolve image {ref}',
    ],
    ResolveSourceMeta: [
      gateway.resolveSourceMetaRequest,
      gateway.resolveSourceMetaResponse,
      'resolve {source.identifier}',
    ],
    ReadFile: [gateway.readFileRequest, gateway.readFileResponse, 'read file {filePath}'],
    ReadDir: [gateway.readDirRequest, gateway.readDirResponse, 'read directory {dirPath}'],
    StatFile: [gateway.statFileRequest, gateway.statFileResponse, 'stat file {path}'],
    NewContainer: [gateway.newContainerRequest, emptyMessage, 'new build container'],
    ReleaseContainer: [gateway.releaseContainerRequest, emptyMessage, 'release build container'],
    ExecProcess: [gateway.execMessage, gateway.execMessage, 'exec in build container'],
    ReadFileContainer: [gateway.readFileRequest, gateway.readFileResponse, 'read file {filePath}'],
    ReadDirContainer: [gateway.readDirRequest, gateway.readDirResponse, 'read directory {dirPath}'],
    StatFileContainer: [gateway.statFileRequest, gateway.statFileResponse, 'stat file {path}'],
    Warn: [gateway.warnRequest, emptyMessage, 'build warning'],
  }),
  ...service('moby.filesync.v1.FileSync', {
    DiffCopy: [filesync.packet, filesync.packet, 'send files'],
    TarStream: [filesync.packet, filesync.packet, 'send files as tar'],
  }),
  ...service('moby.filesync.v1.FileSend', {
    DiffCopy: [bytesMessage, bytesMessage, 'receive build output'],
  }),
  ...service('moby.filesync.v1.Auth', {
    Credentials: [session.credentialsRequest, session.credentialsResponse, 'credentials for {host}'],
    FetchToken: [session.fetchTokenRequest, session.fetchTokenResponse, 'fetch token for {host}'],
    GetTokenAuthority: [
      session.getTokenAuthorityRequest,
      session.getTokenAuthorityResponse,
      'token authority for {host}',
    ],
    VerifyTokenAuthority: [
      session.verifyTokenAuthorityRequest,
      session.verifyTokenAuthorityResponse,
      'verify token authority for {host}',
    ],
  }),
  ...service('moby.buildkit.secrets.v1.Secrets', {
    GetSecret: [session.getSecretRequest, session.getSecretResponse, 'secret {id}'],
  }),
  ...service('moby.sshforward.v1.SSH', {
    CheckAgent: [session.checkAgentRequest, session.checkAgentResponse, 'check ssh agent {id}'],
    ForwardAgent: [bytesMessage, bytesMessage, 'forward ssh agent'],
  }),
  ...service('moby.upload.v1.Upload', {
    Pull: [bytesMessage, bytesMessage, 'upload'],
  }),
  ...service('moby.exporter.v1.Exporter', {
    FindExporters: [session.findExportersRequest, session.findExportersResponse, 'find exporters'],
    FinalizeExport: [session.finalizeExportRequest, session.finalizeExportResponse, 'finalize export'],
  }),
  ...service('containerd.services.content.v1.Content', {
    Info: [content.infoRequest, content.infoResponse, 'content info {digest}'],
    Update: [content.updateRequest, content.infoResponse, 'update content'],
    List: [content.listRequest, content.listResponse, 'list content'],
    Delete: [content.infoRequest, emptyMessage, 'delete content {digest}'],
    Read: [content.readRequest, content.readResponse, 'read content {digest}'],
    Status: [content.statusRequest, content.statusResponse, 'content status {ref}'],
    ListStatuses: [content.listRequest, content.listStatusesResponse, 'list content statuses'],
    Write: [content.writeRequest, content.writeResponse, 'write content {ref}'],
    Abort: [content.statusRequest, emptyMessage, 'abort content {ref}'],
  }),
  ...service('grpc.health.v1.Health', {
    Check: [health.healthCheckRequest, health.healthCheckResponse, 'health check'],
    Watch: [health.healthCheckRequest, health.healthCheckResponse, 'watch health'],
  }),
  ...service('opentelemetry.proto.collector.trace.v1.TraceService', {
    Export: [telemetry.exportTraceRequest, emptyMessage, 'export traces'],
  }),
};

type Row = readonly [request: MessageType, response: MessageType, words: string];

function service(name: string, rows: Readonly<Record<string, Row>>): Record<string, Method> {
  return Object.fromEntries(
    Object.entries(rows).map(([method, [request, response, words]]) => [
      `${name}/${method}`,
      { request, response, words },
    ]),
  );
}
