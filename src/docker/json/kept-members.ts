import type { MessageValue } from '../../model/grpc-call.ts';
import { maskJson } from '../auth/mask-json.ts';
import { isObject, member } from './parse-json.ts';

/** Objects of a list answer, and items of a list within, that are kept. */
const MAX_ITEMS = 200;
/** Characters of a text that are kept. */
const MAX_TEXT = 2_000;

interface KeptMembers {
  readonly request?: readonly string[];
  readonly response?: readonly string[];
}

/**
 * What is kept of the small JSON bodies of an operation: the members that tell how a daemon is set up and how
 * its containers fare. A dot leads into an object; of an answer that is a list, each object is read so. Names
 * are those of the Engine API (1.24 to 1.52).
 */
const keptMembers: Readonly<Record<string, KeptMembers>> = {
  SystemInfo: {
    response: [
      'ID',
      'Name',
      'ServerVersion',
      'Driver',
      'DriverStatus',
      'OperatingSystem',
      'OSType',
      'Architecture',
      'NCPU',
      'MemTotal',
      'Images',
      'Containers',
      'DockerRootDir',
      'HttpProxy',
      'NoProxy',
      'RegistryConfig.Mirrors',
      'RegistryConfig.InsecureRegistryCIDRs',
      'SecurityOptions',
      'Warnings',
    ],
  },
  SystemVersion: {
    response: ['Version', 'ApiVersion', 'MinAPIVersion', 'Os', 'Arch', 'KernelVersion', 'Platform'],
  },
  ContainerCreate: {
    request: [
      'Image',
      'Labels',
      'Env',
      'HostConfig.Binds',
      'HostConfig.Mounts',
      'HostConfig.Privileged',
      'HostConfig.CapAdd',
      'HostConfig.SecurityOpt',
      'HostConfig.Devices',
      'HostConfig.NetworkMode',
      'HostConfig.PidMode',
      'HostConfig.IpcMode',
      'HostConfig.UsernsMode',
      'HostConfig.PortBindings',
      'HostConfig.PublishAllPorts',
      'HostConfig.AutoRemove',
      'HostConfig.Memory',
    ],
    response: ['Id', 'Warnings'],
  },
  ContainerInspect: {
    response: [
      'Id',
      'Name',
      'Image',
      'State.Status',
      'State.Running',
      'State.OOMKilled',
      'State.ExitCode',
      'State.Error',
      'State.StartedAt',
      'State.FinishedAt',
      'State.Health',
      'HostConfig.Memory',
      'NetworkSettings.IPAddress',
    ],
  },
  ContainerList: { response: ['Id', 'Names', 'Image', 'State', 'Status', 'Ports', 'Labels'] },
  ContainerWait: { response: ['StatusCode', 'Error'] },
  ExecInspect: { response: ['ID', 'Running', 'ExitCode', 'ContainerID'] },
  ImageList: { response: ['Id', 'RepoTags', 'Size'] },
  ImageInspect: { response: ['Id', 'RepoTags', 'RepoDigests', 'Size', 'Architecture', 'Os'] },
  NetworkCreate: { request: ['Name', 'Driver', 'Options', 'Labels'], response: ['Id', 'Warning'] },
  NetworkInspect: { response: ['Id', 'Name', 'Driver', 'Options', 'IPAM'] },
  NetworkList: { response: ['Id', 'Name', 'Driver', 'Labels'] },
  VolumeCreate: { request: ['Name', 'Driver', 'Labels'], response: ['Name'] },
  SystemAuth: { request: ['serveraddress', 'username'], response: ['Status'] },
};

/** Masked, and bounded; null where nothing of it is kept. `side` is the message whose parsed body `value` is. */
export function readKeptMembers(
  operation: string | null,
  side: 'request' | 'response',
  value: unknown,
): MessageValue {
  const paths =
    operation !== null && Object.hasOwn(keptMembers, operation) ? keptMembers[operation]?.[side] : undefined;
  if (paths === undefined) return null;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => kept(item, paths, operation));
  return kept(value, paths, operation);
}

function kept(value: unknown, paths: readonly string[], operation: string | null): MessageValue {
  if (!isObject(value)) return null;
  const found: Record<string, unknown> = {};
  for (const path of paths) {
    const [first = '', second] = path.split('.', 2);
    const outer = member(value, first);
    if (second === undefined) {
      if (outer !== undefined) found[first] = bounded(outer);
      continue;
    }
    const inner = member(outer, second);
    if (inner === undefined) continue;
    const holder = found[first];
    found[first] = { ...(isObject(holder) ? holder : {}), [second]: bounded(inner) };
  }
  return maskJson(found, operation);
}

function bounded(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, MAX_TEXT);
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map(bounded);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ITEMS)
      .map(([name, inner]) => [name.slice(0, MAX_TEXT), bounded(inner)]),
  );
}
