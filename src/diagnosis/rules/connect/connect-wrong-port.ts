import type { ProbedDoor } from '../../../model/daemon-probe.ts';
import { doorWords, openInstead, ownDoor, saysNothing, settingsFor, speaksTls } from '../../doors.ts';
import { rule } from '../../rule.ts';

export const connectWrongPort = rule({
  id: 'connect-wrong-port',
  phase: 'connect',
  severity: 'error',
  certainty: 'sure',
  needs: ['probe'],
  symptom: '`Cannot connect to the Docker daemon at tcp://docker:2375` although dind is up.',
  cause:
    'dind listens on one of 2375 and 2376, by its `DOCKER_TLS_CERTDIR`: 2376 with TLS where it is set, 2375 where it is empty. The client was told the other one, or chose it because the certificates were not there yet.',
  fix: 'Use DOCKER_HOST=tcp://docker:2376 with DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH=/certs/client on a volume that both share; or DOCKER_TLS_CERTDIR="" for both and port 2375.',
  evidence: "The client's port is refused, and the other one of Docker's two opens on the same host.",
  judge: ({ probe, environment }) => {
    const door = ownDoor(probe);
    if (door === null || door.port === null) return null;
    // Without DOCKER_HOST the port is our guess, and that nobody told the client is another rule's.
    if (door.error !== 'ECONNREFUSED' || saysNothing(environment)) return [];
    const [open] = openInstead(probe);
    if (open === undefined) return [];
    const message = `Nothing listens on ${doorWords(door)}, but ${speaker(open)} on ${open.port}`;
    const settings = `Set ${settingsFor(open)}`;
    return [
      speaksTls(open)
        ? {
            message: `${message}${probe.tls === null ? ': dind runs with TLS, and this client does not' : ''}.`,
            fix: `${settings}, with /certs/client on a volume that both share; or DOCKER_TLS_CERTDIR="" for both.`,
          }
        : {
            message: `${message}${probe.tls === null ? '' : ': dind runs without TLS, and this client wants it'}.`,
            fix: `${settings}; or DOCKER_TLS_CERTDIR=/certs for both, to have TLS.`,
          },
    ];
  },
});

function speaker(open: ProbedDoor): string {
  if (open.speaks === null) return 'a port is open';
  return speaksTls(open) ? 'TLS answers' : 'a daemon without TLS answers';
}
