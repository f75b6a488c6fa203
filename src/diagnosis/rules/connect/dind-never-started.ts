import type { DaemonProbe } from '../../../model/daemon-probe.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { safeText } from '../../../views/view-model/safe-text.ts';
import { doorWords, isLoopback, ownDoor } from '../../doors.ts';
import { rule } from '../../rule.ts';

/** Nobody is behind such a door. */
const NOBODY: ReadonlySet<string | null> = new Set([
  'ECONNREFUSED',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const LOCAL_FIX =
  'Start the daemon, or look into its log and whether its -H is this address; or set DOCKER_HOST to where it is.';

export const dindNeverStarted = rule({
  id: 'dind-never-started',
  phase: 'connect',
  severity: 'error',
  certainty: 'likely',
  needs: ['probe'],
  symptom: 'Every docker command says `Cannot connect to the Docker daemon`, however long the job waits.',
  cause:
    'dockerd did not come up: the service is not privileged, its iptables do not fit the kernel, or a docker.sock of the host is mounted over its own.',
  fix: 'Look into the log of the service (GitLab: CI_DEBUG_SERVICES: "true"). `mount: permission denied`: run it privileged. `iptables … failed`: DOCKER_IPTABLES_LEGACY=1. `docker.sock … is a directory`: do not mount the socket into a runner that has dind services.',
  evidence:
    'Neither the port of the client nor 2375 nor 2376 opens on a host whose name resolves, or its name has not come for as long as it was waited for; or nobody listens on the socket, nor at `docker`.',
  judge: ({ probe }) => {
    const { waited, resolution, doors } = probe;
    if (doors.some(({ error }) => !NOBODY.has(error))) return [];
    const unresolved = resolution?.error != null;
    // Without a wait, that there is no such name is another rule's.
    if (unresolved && (waited === null || waited.answered))
      return resolution.error === 'ENOTFOUND' ? [] : null;
    if (!unresolved && ownDoor(probe) === null) return null;
    const isLocal = probe.host === null || isLoopback(probe);
    const since = waited === null || waited.answered ? '' : ` for ${formatDuration(waited.forMs)}`;
    return [{ message: `${nobody(probe)}${since}.`, ...(isLocal ? { fix: LOCAL_FIX } : {}) }];
  },
});

function nobody(probe: DaemonProbe): string {
  const door = ownDoor(probe);
  if (door === null) return `The name "${safeText(probe.host ?? '')}" has not come up`;
  if (door.port === null) {
    return door.error === 'ENOENT'
      ? `There is no socket ${doorWords(door)}, and no daemon listens on docker or on localhost`
      : `Nobody listens on the socket ${doorWords(door)}: its daemon has ended`;
  }
  const others = probe.doors.flatMap(({ port }) => (port === null || port === door.port ? [] : [port]));
  return `Nothing has opened on ${[doorWords(door), ...others].join(', ').replace(/, (\d+)$/, ' or $1')}`;
}
