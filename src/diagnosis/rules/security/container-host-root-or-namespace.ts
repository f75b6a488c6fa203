import type { MessageValue } from '../../../model/grpc-call.ts';
import { containerWords, createdContainers, isBuilder } from '../../containers.ts';
import { textAt } from '../../members.ts';
import { boundSources } from '../../mounts.ts';
import { inWords, quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

/** With these, or anything in them, a container can change the machine; of the root only all of it. */
const SYSTEM = /^\/(etc|proc|sys|var\/lib\/docker)(\/|$)|^\/$/;

const NAMESPACES: readonly (readonly [member: string, words: string])[] = [
  ['NetworkMode', 'network'],
  ['PidMode', 'processes'],
  ['IpcMode', 'shared memory'],
  ['UsernsMode', 'users'],
];

/** Read by containers that only want the machine's clock, names and certificates. */
const HARMLESS =
  /^\/etc\/(localtime|timezone|hosts|resolv\.conf|ssl\/certs(\/.*)?|ca-certificates(\/.*)?|pki(\/.*)?)$/;

export const containerHostRootOrNamespace = rule({
  id: 'container-host-root-or-namespace',
  phase: 'security',
  severity: 'sec-high',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A container sees or changes the machine of the daemon.',
  cause: "It is given the machine's own directories or namespaces.",
  fix: 'Mount only what it needs, read-only, and leave its namespaces its own.',
  evidence:
    'A bind mount of /, /etc, /proc, /sys or /var/lib/docker, or `host` for the network, the processes, the shared memory or the users.',
  judge: ({ traffic }) => {
    const created = createdContainers(traffic);
    if (created.length === 0) return null;
    return created.flatMap((container) => {
      const sources = boundSources(container.request).filter(
        (path) => SYSTEM.test(path) && !HARMLESS.test(path),
      );
      const shared = sharedNamespaces(container.request);
      if ((sources.length === 0 && shared.length === 0) || isBuilder(container)) return [];
      const parts = [
        ...(sources.length > 0
          ? [`mounts ${inWords(sources.map(quoted))} of the machine of the daemon`]
          : []),
        ...(shared.length > 0 ? [`shares its ${inWords(shared)}`] : []),
      ];
      const words =
        sources.length > 0 ? parts.join(', and ') : `${parts.join('')} with the machine of the daemon`;
      return [{ message: `${containerWords(container)} ${words}.`, exchanges: [container.create.id] }];
    });
  },
});

function sharedNamespaces(request: MessageValue): readonly string[] {
  return NAMESPACES.flatMap(([member, words]) =>
    textAt(request, 'HostConfig', member) === 'host' ? [words] : [],
  );
}
