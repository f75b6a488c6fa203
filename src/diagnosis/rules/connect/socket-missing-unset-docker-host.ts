import { doorWords, saysNothing, settingsFor } from '../../doors.ts';
import { rule } from '../../rule.ts';

const DEFAULT_SOCKET = '/var/run/docker.sock';

export const socketMissingUnsetDockerHost = rule({
  id: 'socket-missing-unset-docker-host',
  phase: 'connect',
  severity: 'error',
  certainty: 'sure',
  needs: ['environment', 'probe'],
  symptom: '`Cannot connect to the Docker daemon at unix:///var/run/docker.sock`, with dind beside the job.',
  cause:
    'Only the entrypoint of the docker image looks for dind by itself. Other images, and executors that run no entrypoint, try the local socket.',
  fix: 'Set DOCKER_HOST=tcp://docker:2376 with DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH=/certs/client in the job, or tcp://docker:2375 where TLS is off.',
  evidence:
    '`DOCKER_HOST` and the docker context are not set, there is no socket, and 2375 or 2376 opens at `docker`.',
  judge: ({ environment, probe }) => {
    const { variables, files } = environment;
    if (!saysNothing(environment) || files[DEFAULT_SOCKET] != null) return [];
    if (variables.XDG_RUNTIME_DIR && files[`${variables.XDG_RUNTIME_DIR}/docker.sock`] != null) return [];
    const [open] = probe.doors.filter(({ error, port }) => error === null && port !== null);
    if (open === undefined) return [];
    return [
      {
        message: `DOCKER_HOST is not set and there is no ${DEFAULT_SOCKET}, which clients try then; a daemon listens on ${doorWords(open)}.`,
        fix: `Set ${settingsFor(open)} in the job.`,
      },
    ];
  },
});
