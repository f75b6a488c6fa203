import type { MessageValue } from '../model/grpc-call.ts';
import { listAt, textAt, textsAt } from './members.ts';
import type { Traffic } from './traffic.ts';

/** Paths of the daemon's machine that a container is given, from what is kept of its request. */
export function boundSources(request: MessageValue): readonly string[] {
  const binds = textsAt(request, 'HostConfig', 'Binds').map((bind) => bind.split(':')[0] ?? '');
  const mounts = listAt(request, 'HostConfig', 'Mounts').flatMap((mount) =>
    textAt(mount, 'Type') === 'bind' ? (textAt(mount, 'Source') ?? []) : [],
  );
  // What does not begin with a slash is the name of a volume.
  return [...binds, ...mounts]
    .filter((source) => source.startsWith('/'))
    .map((source) => source.replace(/(?<=.)\/+$/, ''));
}

/** Of every container that the traffic creates: who gathers the environment looks whether they are here. */
export function allBoundSources(traffic: Traffic): readonly string[] {
  const sources = traffic.of('ContainerCreate').flatMap(({ docker }) => boundSources(docker.members.request));
  return [...new Set(sources)];
}
