import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { errorTexts } from '../../told-errors.ts';

const TAKEN = /container name "\/?([^"]+)" is already in use by container "?([0-9a-f]*)/i;

export const containerNameConflict = rule({
  id: 'container-name-conflict',
  phase: 'container',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`Conflict. The container name … is already in use`.',
  cause: 'A container of an earlier run, or of a job beside this one, has the name.',
  fix: 'Remove the old one first (docker rm -f), or give each job names of its own.',
  evidence: 'A create that was answered with 409 and that sentence.',
  judge: ({ traffic }) => {
    const creates = [...traffic.of('ContainerCreate'), ...traffic.of('ContainerRename')];
    if (creates.length === 0) return null;
    return creates.flatMap((exchange) => {
      const match = errorTexts(exchange)
        .map((text) => TAKEN.exec(text))
        .find((found) => found !== null);
      if (match === undefined || match === null) return [];
      const [, name = '', owner = ''] = match;
      const own = traffic
        .of('ContainerCreate')
        .find(({ docker }) => owner !== '' && docker.container?.id?.startsWith(owner) === true);
      const isRyuk = exchange.docker.images.some((image) => image.includes('ryuk'));
      return [
        {
          message: `Name "${quoted(name)}" is already taken by a container of ${own === undefined ? 'another run' : 'this job'}${isRyuk ? ': several test processes start a reaper of that name' : ''}.`,
          exchanges: [...(own === undefined ? [] : [own.id]), exchange.id],
        },
      ];
    });
  },
});
