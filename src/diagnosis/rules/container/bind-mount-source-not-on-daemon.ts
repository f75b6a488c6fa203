import { subjectWords } from '../../containers.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
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
});
