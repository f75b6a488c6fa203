import type { Exchange } from '../../../model/exchange.ts';
import { formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { createdContainers, isAbout } from '../../containers.ts';
import { endsWithJob } from '../../endpoints.ts';
import { memberAt, textAt } from '../../members.ts';
import { inWords, quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

export const orphanedContainers = rule({
  id: 'orphaned-containers',
  phase: 'container',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A machine fills up with containers, networks and volumes of jobs that are over.',
  cause:
    'A job creates them and does not remove them, or ends before it does. On a daemon that other jobs use, they stay.',
  fix: 'Remove them in a step that always runs (docker compose down -v --remove-orphans), and keep the reaper of testcontainers on.',
  evidence:
    'Containers, networks and volumes that were created, and not removed when the capture ended. On a daemon that ends with its job they do no harm.',
  judge: ({ traffic, environment }) => {
    const created = ['ContainerCreate', 'NetworkCreate', 'VolumeCreate'].flatMap((operation) =>
      traffic.of(operation),
    );
    if (created.length === 0) return null;
    const containers = leftContainers(traffic);
    const networks = left('NetworkCreate', 'NetworkDelete', 'NetworkPrune', '/networks/', traffic);
    const volumes = left('VolumeCreate', 'VolumeDelete', 'VolumePrune', '/volumes/', traffic);
    const all = [...containers, ...networks, ...volumes];
    if (all.length === 0) return [];
    const counts = [
      ...(containers.length > 0 ? [formatQuantity(containers.length, 'container')] : []),
      ...(networks.length > 0 ? [formatQuantity(networks.length, 'network')] : []),
      ...(volumes.length > 0 ? [formatQuantity(volumes.length, 'volume')] : []),
    ];
    return [
      {
        message: `${inWords(counts)} that this job created ${all.length === 1 ? 'is' : 'are'} still there at its end.`,
        severity: all.every(({ create }) => endsWithJob(create.server, environment)) ? 'info' : 'warn',
        details: all.map(({ words }) => words),
        exchanges: all.map(({ create }) => create.id).toSorted((one, other) => one - other),
      },
    ];
  },
});

interface Left {
  readonly create: Exchange;
  readonly words: string;
}

function leftContainers(traffic: Traffic): readonly Left[] {
  return createdContainers(traffic).flatMap((container) => {
    const { create, id, name, image, request } = container;
    if (id === null || create.docker.error !== null) return [];
    const removed = traffic
      .of('ContainerDelete')
      .some((one) => isAbout(one, container) && (one.response?.status ?? 500) < 300);
    const started = traffic.of('ContainerStart').some((one) => isAbout(one, container));
    // The daemon removes it when it ends.
    const ended =
      memberAt(request, 'HostConfig', 'AutoRemove') === true && (!started || isOver(container, traffic));
    if (removed || ended || pruned('ContainerPrune', create.id, traffic)) return [];
    return [
      {
        create,
        words: `container ${quoted(name ?? id.slice(0, 12))}${image === null ? '' : ` (${quoted(image)})`}`,
      },
    ];
  });
}

function isOver(container: Parameters<typeof isAbout>[1], traffic: Traffic): boolean {
  return [
    ...traffic.of('ContainerWait'),
    ...traffic.of('ContainerKill'),
    ...traffic.of('ContainerStop'),
  ].some((one) => isAbout(one, container) && one.state === 'complete' && (one.docker.exitCode ?? 0) >= 0);
}

function left(
  create: string,
  remove: string,
  prune: string,
  path: string,
  traffic: Traffic,
): readonly Left[] {
  return traffic.of(create).flatMap((one) => {
    const { request, response } = one.docker.members;
    const names = [textAt(response, 'Id'), textAt(request, 'Name'), textAt(response, 'Name')].flatMap(
      (name) => name ?? [],
    );
    if ((one.response?.status ?? 500) >= 300 || names.length === 0) return [];
    const removed = traffic.of(remove).some(({ request: asked, response: answered }) => {
      const name = asked?.path.slice(path.length) ?? '';
      return (
        (answered?.status ?? 500) < 300 &&
        name !== '' &&
        names.some((known) => known === decoded(name) || (name.length >= 12 && known.startsWith(name)))
      );
    });
    if (removed || pruned(prune, one.id, traffic)) return [];
    const what = path === '/networks/' ? 'network' : 'volume';
    return [{ create: one, words: `${what} ${quoted(textAt(request, 'Name') || names[0] || '')}` }];
  });
}

function pruned(operation: string, after: number, traffic: Traffic): boolean {
  return traffic.of(operation).some(({ id, response }) => id > after && (response?.status ?? 500) < 300);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
