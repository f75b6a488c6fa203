import { Secret } from '../../../model/secret.ts';
import { containerWords, createdContainers } from '../../containers.ts';
import { isDummy } from '../../dummy-secret.ts';
import { quoted, someOf } from '../../quoted.ts';
import { rule } from '../../rule.ts';

const PROXY = /^(https?|ftp|all)_proxy$/i;

export const envSecretInCreate = rule({
  id: 'env-secret-in-create',
  phase: 'security',
  severity: 'sec-warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Nothing is seen of it: `docker inspect` shows the secret to whoever may use the daemon.',
  cause: 'A password or a token is given to a container as a variable of its environment.',
  fix: 'Mount it as a file, and let the program read it from there (`..._FILE`).',
  evidence:
    '`Env` of a new container has a variable that is named like a secret or has the form of one, with a value that is no dummy.',
  judge: ({ traffic }) => {
    const created = createdContainers(traffic);
    if (created.length === 0) return null;
    return created.flatMap((container) => {
      const names = (container.create.docker.process?.env ?? []).flatMap((assignment) => {
        if (!(assignment instanceof Secret)) return [];
        const name = /^([^=]*)=/.exec(assignment.toString())?.[1] ?? 'a variable';
        return PROXY.test(name) || isDummy(name, assignment) ? [] : [name];
      });
      if (names.length === 0) return [];
      return [
        {
          message: `${containerWords(container)} gets ${someOf(names.map(quoted))} in its environment, readable with docker inspect.`,
          exchanges: [container.create.id],
        },
      ];
    });
  },
});
