import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { quoted, times } from '../../quoted.ts';
import { rule } from '../../rule.ts';

/** The daemon gives up a layer after five. */
const MANY = 3;

export const pushRetryLoop = rule({
  id: 'push-retry-loop',
  phase: 'registry',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A push hangs at `Retrying in … seconds`.',
  cause:
    'The registry or a proxy before it breaks off the upload of a layer; the daemon tells the reason only when it gives up.',
  fix: 'Let it end to see the error, and look at the limits of size and time of the registry and its proxy.',
  evidence: 'One layer of a push said `Retrying in N seconds` for three tries or more.',
  judge: ({ traffic }) => {
    const pushes = traffic.of('ImagePush');
    if (pushes.length === 0) return null;
    return pushes.flatMap(({ id, docker, timing }) => {
      const layers = (docker.progress?.layers ?? []).filter(({ retries }) => retries >= MANY);
      const most = layers.toSorted((one, other) => other.retries - one.retries)[0];
      if (most === undefined) return [];
      const after = timing.totalMs === null ? '' : ` in ${formatDuration(timing.totalMs)}`;
      return [
        {
          message: `Layer ${quoted(most.id)} of a push was tried again ${times(most.retries)}${after}.`,
          details: docker.error === null ? [] : [quoted(docker.error.message)],
          exchanges: [id],
        },
      ];
    });
  },
});
