import { doorWords, ownDoor } from '../../doors.ts';
import { rule } from '../../rule.ts';

export const socketPermissionDenied = rule({
  id: 'socket-permission-denied',
  phase: 'connect',
  severity: 'error',
  certainty: 'sure',
  needs: ['probe'],
  symptom: '`permission denied while trying to connect to the Docker daemon socket`.',
  cause:
    'The socket belongs to a group that the user of the job is not in; its number may differ between host and container.',
  fix: 'Add the user to the group that owns the socket (--group-add, fsGroup, runAsGroup); chmod 666 makes everybody root on the host.',
  evidence: '`connect()` on the socket fails with EACCES.',
  judge: ({ probe, environment }) => {
    const door = ownDoor(probe);
    if (door === null || door.port !== null) return null;
    if (door.error !== 'EACCES' && door.error !== 'EPERM') return [];
    const path = doorWords(door);
    const file = environment?.files[door.address.slice('unix://'.length)] ?? null;
    if (file === null || environment === null || environment.uid === null) {
      return [{ message: `This user may not open ${path}, or a folder above it.` }];
    }
    const { uid, gid, mode } = file;
    const who = `this job runs as uid ${environment.uid} with gids ${environment.gids.join(', ')}`;
    return [
      {
        message: `${path} belongs to uid ${uid} and gid ${gid} with mode ${mode.toString(8).padStart(4, '0')}; ${who}.`,
        ...(environment.gids.includes(gid)
          ? {
              fix: 'Give the group of the socket the right to write (chmod g+rw), or start the daemon with --group.',
            }
          : {
              fix: `Add the user of the job to gid ${gid} (docker run --group-add ${gid}; fsGroup or supplementalGroups in a pod), not chmod 666: who can open it is root on the host.`,
            }),
      },
    ];
  },
});
