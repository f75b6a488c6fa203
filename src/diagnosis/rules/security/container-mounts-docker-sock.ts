import { containerWords, createdContainers } from '../../containers.ts';
import { endsWithJob } from '../../endpoints.ts';
import { boundSources } from '../../mounts.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

/** Directories in which the socket lies where nobody moved it. */
const PARENTS: ReadonlySet<string> = new Set(['/var/run', '/run']);

export const containerMountsDockerSock = rule({
  id: 'container-mounts-docker-sock',
  phase: 'security',
  severity: 'sec-high',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A container can use the daemon.',
  cause:
    'The socket of the daemon is mounted into it; read-only makes no difference, and who can use the daemon is root on its machine.',
  fix: 'Give the container a filtering socket proxy, or no socket at all.',
  evidence:
    'A bind mount of docker.sock, or of the directory that it is in. On a daemon of the job alone, and for the reaper of testcontainers, it is a lesser risk.',
  judge: ({ traffic, environment }) => {
    const created = createdContainers(traffic);
    if (created.length === 0) return null;
    return created.flatMap((container) => {
      const source = boundSources(container.request).find(
        (path) => /(^|\/)docker\.sock$/.test(path) || PARENTS.has(path),
      );
      if (source === undefined) return [];
      const isRyuk = container.image !== null && /(^|\/)ryuk(:|$|@)/.test(container.image);
      const throwaway = endsWithJob(container.create.server, environment);
      return [
        {
          message: `${containerWords(container)} gets ${quoted(source)}: it can become root on the machine of the daemon${isRyuk ? ' (the reaper of testcontainers needs it)' : ''}.`,
          severity: isRyuk || throwaway ? ('sec-warn' as const) : ('sec-high' as const),
          exchanges: [container.create.id],
        },
      ];
    });
  },
});
