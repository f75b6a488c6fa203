/** LLB, the graph that a frontend makes of a Dockerfile (BuildKit, solver/pb/ops.proto). */

import type { MessageType } from '../../protobuf/message-type.ts';
import {
  bool,
  boolMap,
  byteStrings,
  bytes,
  inner,
  message,
  messageMap,
  messages,
  messageType,
  signed,
  signeds,
  text,
  textMap,
  texts,
  unsigned,
} from '../../protobuf/message-type.ts';

export const position = messageType('pb.Position', { line: signed(1), character: signed(2) });

export const range = messageType('pb.Range', { start: message(1, position), end: message(2, position) });

export const sourceInfo = messageType('pb.SourceInfo', {
  filename: text(1),
  data: bytes(2),
  definition: inner(3, (): MessageType => definition),
  language: text(4),
});

const location = messageType('pb.Location', { sourceIndex: signed(1), ranges: messages(2, range) });

const locations = messageType('pb.Locations', { locations: messages(1, location) });

const source = messageType('pb.Source', {
  locations: messageMap(1, locations),
  infos: messages(2, sourceInfo),
});

export const progressGroup = messageType('pb.ProgressGroup', { id: text(1), name: text(2), weak: bool(3) });

const opMetadata = messageType('pb.OpMetadata', {
  ignoreCache: bool(1),
  description: textMap(2),
  exportCache: message(4, messageType('pb.ExportCache', { value: bool(1) })),
  caps: boolMap(5),
  progressGroup: message(6, progressGroup),
  linuxResources: message(
    7,
    messageType('pb.LinuxResources', {
      memory: signed(1),
      memorySwap: signed(2),
      cpuShares: unsigned(3),
      cpuPeriod: unsigned(4),
      cpuQuota: signed(5),
      cpusetCpus: text(6),
      cpusetMems: text(7),
    }),
  ),
});

/** Each element of `def` is an `op` of its own; the last one names the result. */
export const definition = messageType('pb.Definition', {
  def: byteStrings(1),
  metadata: messageMap(2, opMetadata),
  source: message(3, source),
});

export const platform = messageType('pb.Platform', {
  architecture: text(1),
  os: text(2),
  variant: text(3),
  osVersion: text(4),
  osFeatures: texts(5),
});

const hostIp = messageType('pb.HostIP', { host: text(1), ip: text(2) });

export const workerConstraints = messageType('pb.WorkerConstraints', { filter: texts(1) });

export const meta = messageType('pb.Meta', {
  args: texts(1),
  env: texts(2),
  cwd: text(3),
  user: text(4),
  proxyEnv: message(
    5,
    messageType('pb.ProxyEnv', {
      httpProxy: text(1),
      httpsProxy: text(2),
      ftpProxy: text(3),
      noProxy: text(4),
      allProxy: text(5),
    }),
  ),
  extraHosts: messages(6, hostIp),
  hostname: text(7),
  ulimit: messages(9, messageType('pb.Ulimit', { name: text(1), soft: signed(2), hard: signed(3) })),
  cgroupParent: text(10),
  removeMountStubsRecursive: bool(11),
  validExitCodes: signeds(12),
});

export const secretEnv = messageType('pb.SecretEnv', { id: text(1), name: text(2), optional: bool(3) });

const idWithOwner = {
  id: text(1),
  uid: unsigned(2),
  gid: unsigned(3),
  mode: unsigned(4),
  optional: bool(5),
};

export const mount = messageType('pb.Mount', {
  input: signed(1),
  selector: text(2),
  dest: text(3),
  output: signed(4),
  readonly: bool(5),
  /** 0 bind, 1 secret, 2 ssh, 3 cache, 4 tmpfs. */
  mountType: signed(6),
  tmpfs: message(19, messageType('pb.TmpfsOpt', { size: signed(1) })),
  cache: message(20, messageType('pb.CacheOpt', { id: text(1), sharing: signed(2) })),
  secret: message(21, messageType('pb.SecretOpt', idWithOwner)),
  ssh: message(22, messageType('pb.SSHOpt', idWithOwner)),
  resultId: text(23),
  contentCache: signed(24),
});

const execOp = messageType('pb.ExecOp', {
  meta: message(1, meta),
  mounts: messages(2, mount),
  /** 0 as the builder has it, 1 host, 2 none. */
  network: signed(3),
  /** 1 is privileged. */
  security: signed(4),
  secretEnv: messages(5, secretEnv),
  cdiDevices: messages(6, messageType('pb.CDIDevice', { name: text(1), optional: bool(2) })),
});

export const sourceOp = messageType('pb.SourceOp', { identifier: text(1), attrs: textMap(2) });

const userOpt = messageType('pb.UserOpt', {
  byName: message(1, messageType('pb.NamedUserOpt', { name: text(1), input: signed(2) })),
  byId: unsigned(2),
});

const owner = messageType('pb.ChownOpt', { user: message(1, userOpt), group: message(2, userOpt) });

const copyAction = messageType('pb.FileActionCopy', {
  src: text(1),
  dest: text(2),
  owner: message(3, owner),
  mode: signed(4),
  followSymlink: bool(5),
  dirCopyContents: bool(6),
  attemptUnpack: bool(7),
  createDestPath: bool(8),
  allowWildcard: bool(9),
  allowEmptyWildcard: bool(10),
  timestamp: signed(11),
  includePatterns: texts(12),
  excludePatterns: texts(13),
  alwaysReplaceExistingDestPaths: bool(14),
  modeStr: text(15),
  requiredPaths: texts(16),
});

const fileAction = messageType('pb.FileAction', {
  input: signed(1),
  secondaryInput: signed(2),
  output: signed(3),
  copy: message(4, copyAction),
  mkfile: message(
    5,
    messageType('pb.FileActionMkFile', {
      path: text(1),
      mode: signed(2),
      data: bytes(3),
      owner: message(4, owner),
      timestamp: signed(5),
    }),
  ),
  mkdir: message(
    6,
    messageType('pb.FileActionMkDir', {
      path: text(1),
      mode: signed(2),
      makeParents: bool(3),
      owner: message(4, owner),
      timestamp: signed(5),
    }),
  ),
  rm: message(
    7,
    messageType('pb.FileActionRm', { path: text(1), allowNotFound: bool(2), allowWildcard: bool(3) }),
  ),
  symlink: message(
    8,
    messageType('pb.FileActionSymlink', {
      oldpath: text(1),
      newpath: text(2),
      owner: message(3, owner),
      timestamp: signed(4),
    }),
  ),
});

const oneInput = (name: string) => messageType(name, { input: signed(1) });

const buildOp = messageType('pb.BuildOp', {
  builder: signed(1),
  inputs: messageMap(2, oneInput('pb.BuildInput')),
  def: message(3, definition),
  attrs: textMap(4),
});

export const op = messageType('pb.Op', {
  inputs: messages(1, messageType('pb.Input', { digest: text(1), index: signed(2) })),
  exec: message(2, execOp),
  source: message(3, sourceOp),
  file: message(4, messageType('pb.FileOp', { actions: messages(2, fileAction) })),
  build: message(5, buildOp),
  merge: message(6, messageType('pb.MergeOp', { inputs: messages(1, oneInput('pb.MergeInput')) })),
  diff: message(
    7,
    messageType('pb.DiffOp', {
      lower: message(1, oneInput('pb.LowerDiffInput')),
      upper: message(2, oneInput('pb.UpperDiffInput')),
    }),
  ),
  passthrough: message(8, messageType('pb.PassthroughOp', { id: text(1), outputs: signeds(2) })),
  platform: message(10, platform),
  constraints: message(11, workerConstraints),
});
