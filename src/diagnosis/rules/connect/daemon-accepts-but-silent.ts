import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { doorWords, ownDoor } from '../../doors.ts';
import { rule } from '../../rule.ts';

/** A daemon that is up answers within milliseconds. */
const SILENCE_MS = 5000;

export const daemonAcceptsButSilent = rule({
  id: 'daemon-accepts-but-silent',
  phase: 'connect',
  severity: 'warn',
  certainty: 'likely',
  needs: ['probe'],
  symptom: 'The port is open, and docker commands hang.',
  cause:
    'dockerd opens its ports before it has begun to serve them; or it is dead behind a load balancer or docker-proxy, which accept for it.',
  fix: 'Wait for an answer to /_ping, never for an open port: dind-sniff wait does.',
  evidence: 'A connection is accepted, and for 5 s no byte comes in answer to `GET /_ping`.',
  judge: ({ probe }) => {
    const door = ownDoor(probe);
    if (door === null || probe.ping === null) return door?.error == null ? null : [];
    const { error, tookMs } = probe.ping;
    if (error !== 'silent' || tookMs < SILENCE_MS) return [];
    return [
      {
        message: `${doorWords(door)} is open, but the daemon has not answered /_ping for ${formatDuration(tookMs)}: it is still starting, or dead behind a proxy.`,
      },
    ];
  },
});
