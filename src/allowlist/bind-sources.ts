import type { Exchange } from '../model/exchange.ts';
import type { MessageValue } from '../model/grpc-call.ts';

/**
 * What does not begin with a slash is the name of a volume. A comma parts the folders of the list that this is
 * written into, so a folder with one in its name is left out: half of it would be a folder of its own.
 */
const FOLDER = /^\/[^,\p{C}\p{Zl}\p{Zp}]*$/u;

/** Folders of the daemon's host that new containers were to see, sorted: `-v /data:/data` and its like. */
export function bindSources(exchanges: readonly Exchange[]): readonly string[] {
  const sources = exchanges
    .filter(({ operation }) => operation === 'ContainerCreate')
    .flatMap(({ docker }) => {
      const host = field(docker.members.request, 'HostConfig');
      const binds = items(field(host, 'Binds')).map((bind) => `${bind}`.split(':')[0] ?? '');
      const mounts = items(field(host, 'Mounts'))
        .filter((mount) => field(mount, 'Type') === 'bind')
        .map((mount) => `${field(mount, 'Source')}`);
      return [...binds, ...mounts];
    });
  return [...new Set(sources.filter((source) => FOLDER.test(source)))].sort();
}

function field(value: MessageValue, name: string): MessageValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.hasOwn(value, name)
    ? ((value as Readonly<Record<string, MessageValue>>)[name] ?? null)
    : null;
}

function items(value: MessageValue): readonly MessageValue[] {
  return Array.isArray(value) ? value : [];
}
