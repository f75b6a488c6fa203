import { rule } from '../../rule.ts';

export const tlsVerifyDisabled = rule({
  id: 'tls-verify-disabled',
  phase: 'tls',
  severity: 'sec-warn',
  certainty: 'sure',
  needs: ['environment'],
  symptom: 'Nothing is seen: everything works, also with a daemon that is somebody else.',
  cause:
    'Without `DOCKER_TLS_VERIFY`, a Go client with `DOCKER_CERT_PATH` and the docker CLI with `DOCKER_TLS` speak TLS without a look at the certificate. The docker CLI with `DOCKER_CERT_PATH` alone speaks no TLS at all.',
  fix: 'Set DOCKER_TLS_VERIFY=1.',
  evidence:
    '`DOCKER_CERT_PATH` or `DOCKER_TLS` is set for a daemon on TCP, and `DOCKER_TLS_VERIFY` is empty or not set.',
  judge: ({ environment }) => {
    const { daemon, variables } = environment;
    if (daemon === null) return null;
    const { DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, DOCKER_TLS } = variables;
    if (!daemon.address.startsWith('tcp://') || DOCKER_TLS_VERIFY) return [];
    if (DOCKER_TLS || daemon.skipsVerify) {
      return [{ message: 'TLS is on, but the daemon is not verified (DOCKER_TLS_VERIFY is empty).' }];
    }
    if (!DOCKER_CERT_PATH) return [];
    return [
      {
        message:
          'DOCKER_CERT_PATH is set and DOCKER_TLS_VERIFY is not: Go clients do not verify the daemon then, and the docker CLI speaks no TLS.',
      },
    ];
  },
});
