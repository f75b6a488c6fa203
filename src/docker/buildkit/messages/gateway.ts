/** What a frontend asks of the builder (BuildKit, frontend/gateway/pb/gateway.proto, util/apicaps/pb). */
import {
  bool,
  byteStrings,
  bytes,
  bytesMap,
  message,
  messageMap,
  messages,
  messageType,
  signed,
  text,
  textMap,
  texts,
  unsigned,
} from '../../protobuf/message-type.ts';
import { cacheEntry, workerRecord } from './control.ts';
import { stat } from './filesync.ts';
import {
  definition,
  meta,
  mount,
  platform,
  range,
  secretEnv,
  sourceInfo,
  sourceOp,
  workerConstraints,
} from './llb.ts';
import { rpcStatus } from './rpc-status.ts';
import { sourcePolicy } from './source-policy.ts';

const PACKAGE = 'moby.buildkit.v1.frontend';

const ref = messageType(`${PACKAGE}.Ref`, { id: text(1), def: message(2, definition) });

const attestation = messageType(`${PACKAGE}.Attestation`, {
  kind: signed(1),
  metadata: bytesMap(2),
  ref: message(3, ref),
  path: text(4),
  inTotoPredicateType: text(5),
  inTotoSubjects: messages(
    6,
    messageType(`${PACKAGE}.InTotoSubject`, { kind: signed(1), digest: texts(2), name: text(3) }),
  ),
});

const result = messageType(`${PACKAGE}.Result`, {
  refOld: text(1),
  refsOld: message(2, messageType(`${PACKAGE}.RefMapDeprecated`, { refs: textMap(1) })),
  ref: message(3, ref),
  refs: message(4, messageType(`${PACKAGE}.RefMap`, { refs: messageMap(1, ref) })),
  metadata: bytesMap(10),
  attestations: messageMap(
    12,
    messageType(`${PACKAGE}.Attestations`, { attestation: messages(1, attestation) }),
  ),
});

export const gatewaySolveRequest = messageType(`${PACKAGE}.SolveRequest`, {
  definition: message(1, definition),
  frontend: text(2),
  frontendOpt: textMap(3),
  allowResultReturn: bool(5),
  allowResultArrayRef: bool(6),
  final: bool(10),
  exporterAttr: bytes(11),
  cacheImports: messages(12, cacheEntry),
  frontendInputs: messageMap(13, definition),
  evaluate: bool(14),
  sourcePolicies: messages(15, sourcePolicy),
});

export const gatewaySolveResponse = messageType(`${PACKAGE}.SolveResponse`, {
  ref: text(1),
  result: message(3, result),
});

export const pingRequest = messageType(`${PACKAGE}.PingRequest`, {});

const capability = messageType('moby.buildkit.v1.apicaps.APICap', {
  id: text(1),
  enabled: bool(2),
  deprecated: bool(3),
  disabledReason: text(4),
  disabledReasonMsg: text(5),
  disabledAlternative: text(6),
});

export const pongResponse = messageType(`${PACKAGE}.PongResponse`, {
  frontendApiCaps: messages(1, capability),
  llbCaps: messages(2, capability),
  workers: messages(3, workerRecord),
});

export const returnRequest = messageType(`${PACKAGE}.ReturnRequest`, {
  result: message(1, result),
  error: message(2, rpcStatus),
});

export const inputsResponse = messageType(`${PACKAGE}.InputsResponse`, {
  definitions: messageMap(1, definition),
});

export const resolveImageConfigRequest = messageType(`${PACKAGE}.ResolveImageConfigRequest`, {
  ref: text(1),
  platform: message(2, platform),
  resolveMode: text(3),
  logName: text(4),
  resolverType: signed(5),
  sessionId: text(6),
  storeId: text(7),
  sourcePolicies: messages(8, sourcePolicy),
});

export const resolveImageConfigResponse = messageType(`${PACKAGE}.ResolveImageConfigResponse`, {
  digest: text(1),
  config: bytes(2),
  ref: text(3),
});

export const resolveSourceMetaRequest = messageType(`${PACKAGE}.ResolveSourceMetaRequest`, {
  source: message(1, sourceOp),
  platform: message(2, platform),
  logName: text(3),
  resolveMode: text(4),
  git: message(5, messageType(`${PACKAGE}.ResolveSourceGitRequest`, { returnObject: bool(1) })),
  image: message(
    6,
    messageType(`${PACKAGE}.ResolveSourceImageRequest`, {
      noConfig: bool(1),
      attestationChain: bool(2),
      resolveAttestations: texts(3),
    }),
  ),
  sourcePolicies: messages(8, sourcePolicy),
});

export const resolveSourceMetaResponse = messageType(`${PACKAGE}.ResolveSourceMetaResponse`, {
  source: message(1, sourceOp),
  image: message(
    2,
    messageType(`${PACKAGE}.ResolveSourceImageResponse`, { digest: text(1), config: bytes(2) }),
  ),
  git: message(
    3,
    messageType(`${PACKAGE}.ResolveSourceGitResponse`, {
      checksum: text(1),
      ref: text(2),
      commitChecksum: text(3),
      commitObject: bytes(4),
      tagObject: bytes(5),
    }),
  ),
});

export const readFileRequest = messageType(`${PACKAGE}.ReadFileRequest`, {
  ref: text(1),
  filePath: text(2),
  range: message(3, messageType(`${PACKAGE}.FileRange`, { offset: signed(1), length: signed(2) })),
  mountIndex: signed(4),
});

export const readFileResponse = messageType(`${PACKAGE}.ReadFileResponse`, { data: bytes(1) });

export const readDirRequest = messageType(`${PACKAGE}.ReadDirRequest`, {
  ref: text(1),
  dirPath: text(2),
  includePattern: text(3),
  mountIndex: signed(4),
});

export const readDirResponse = messageType(`${PACKAGE}.ReadDirResponse`, { entries: messages(1, stat) });

export const statFileRequest = messageType(`${PACKAGE}.StatFileRequest`, {
  ref: text(1),
  path: text(2),
  mountIndex: signed(3),
});

export const statFileResponse = messageType(`${PACKAGE}.StatFileResponse`, { stat: message(1, stat) });

export const evaluateRequest = messageType(`${PACKAGE}.EvaluateRequest`, { ref: text(1) });

export const warnRequest = messageType(`${PACKAGE}.WarnRequest`, {
  digest: text(1),
  level: signed(2),
  short: bytes(3),
  detail: byteStrings(4),
  url: text(5),
  info: message(6, sourceInfo),
  ranges: messages(7, range),
});

export const newContainerRequest = messageType(`${PACKAGE}.NewContainerRequest`, {
  containerId: text(1),
  mounts: messages(2, mount),
  network: signed(3),
  platform: message(4, platform),
  constraints: message(5, workerConstraints),
  hostname: text(7),
});

export const releaseContainerRequest = messageType(`${PACKAGE}.ReleaseContainerRequest`, {
  containerId: text(1),
});

export const execMessage = messageType(`${PACKAGE}.ExecMessage`, {
  processId: text(1),
  init: message(
    2,
    messageType(`${PACKAGE}.InitMessage`, {
      containerId: text(1),
      meta: message(2, meta),
      tty: bool(4),
      security: signed(5),
      secretEnv: messages(6, secretEnv),
    }),
  ),
  file: message(3, messageType(`${PACKAGE}.FdMessage`, { fd: unsigned(1), eof: bool(2), data: bytes(3) })),
  resize: message(4, messageType(`${PACKAGE}.ResizeMessage`, { rows: unsigned(1), cols: unsigned(2) })),
  started: message(5, messageType(`${PACKAGE}.StartedMessage`, {})),
  exit: message(
    6,
    messageType(`${PACKAGE}.ExitMessage`, { code: unsigned(1), error: message(2, rpcStatus) }),
  ),
  done: message(7, messageType(`${PACKAGE}.DoneMessage`, {})),
  signal: message(8, messageType(`${PACKAGE}.SignalMessage`, { name: text(1) })),
});
