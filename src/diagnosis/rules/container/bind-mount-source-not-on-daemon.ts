import { containerWords, createdContainers, subjectWords } from '../../containers.ts';
import { remoteHost } from '../../endpoints.ts';
import { boundSources } from '../../mounts.ts';
import { quoted, someOf } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';
import { errorTexts } from '../../told-errors.ts';

const MISSING = /bind (?:mount )?source path does not exist(?:: (\S+))?/;

export const bindMountSourceNotOnDaemon = rule({
  id: 'bind-mount-source-not-on-daemon',
  phase: 'container',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A container finds an empty directory or `no such file` where the job has mounted one.',
  cause:
    'A bind mount names a path on the machine of the daemon, not in the job. With -v the daemon makes an empty directory of that name and says nothing.',
  fix: 'Mount what lies under a directory that job and daemon share, use a named volume, or copy files in with docker cp.',
  evidence: 'The daemon refuses a container with `bind source path does not exist`.',
  judge: ({ traffic }) => {
    const creates = [...traffic.of('ContainerCreate'), ...traffic.of('ContainerStart')];
    if (creates.length === 0) return null;
    return creates.flatMap((exchange) => {
      const text = errorTexts(exchange).find((error) => MISSING.test(error));
      if (text === undefined) return [];
      const path = MISSING.exec(text)?.[1];
      return [
        {
          message: `${subjectWords(exchange)} mounts ${path === undefined ? 'a path' : quoted(path)}, which does not exist on the machine of the daemon.`,
          details: [quoted(text)],
          exchanges: [exchange.id],
        },
      ];
    });
  },
  also: witness({
    needs: ['traffic', 'environment'],
    evidence:
      'Likely, and a warning, where the source exists in the job, the daemon is on another host, and the directory is none that GitLab or the system has on both.',
    judge: ({ traffic, environment }) => {
      const created = createdContainers(traffic).filter(({ id }) => id !== null);
      const host = remoteHost(environment);
      if (created.length === 0) return null;
      if (host === null) return [];
      return created.flatMap((container) => {
        const here = boundSources(container.request).filter(
          (source) => environment.files[source] != null && !isOnBoth(source, environment.variables),
        );
        if (here.length === 0) return [];
        return [
          {
            message: `${containerWords(container)} mounts ${someOf(here.map(quoted))}, which ${here.length === 1 ? 'is' : 'are'} here in the job; the daemon on ${quoted(host)} looks on its own machine, and makes an empty directory of what is not there.`,
            severity: 'warn' as const,
            certainty: 'likely' as const,
            exchanges: [container.create.id],
          },
        ];
      });
    },
  }),
});

/** Directories of every system. */
const SYSTEM = /^\/(?:$|(?:bin|boot|dev|etc|lib|lib64|proc|run|sbin|sys|usr|var)(?:\/|$))/;

/** GitLab shares the builds directory with its services. */
function isOnBoth(
  path: string,
  { CI_BUILDS_DIR, CI_PROJECT_DIR }: Readonly<Record<string, string>>,
): boolean {
  const shared = ['/builds', CI_BUILDS_DIR, CI_PROJECT_DIR].filter((folder) => folder !== undefined);
  return SYSTEM.test(path) || shared.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
