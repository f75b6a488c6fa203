import { hostOf, placeOf, remoteHost } from '../../endpoints.ts';
import { namesAt } from '../../members.ts';
import { quoted, someOf } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

export const publishedPortLocalhost = rule({
  id: 'published-port-localhost',
  phase: 'container',
  severity: 'warn',
  certainty: 'hint',
  needs: ['traffic'],
  symptom: 'Tests end with `Connection refused: localhost:32768`, though the container runs.',
  cause: 'A port is published on the machine of the daemon, which is another one than that of the job.',
  fix: 'Set TESTCONTAINERS_HOST_OVERRIDE to the host of the daemon, or take the host from DOCKER_HOST in the test.',
  evidence:
    'A test library (label `org.testcontainers.…`) publishes ports on a daemon that is reached over a network, and is not known to be told so by TESTCONTAINERS_HOST_OVERRIDE.',
  judge: ({ traffic, environment }) => {
    const creates = traffic
      .of('ContainerCreate')
      .filter(({ docker }) => namesAt(docker.members.request, 'HostConfig', 'PortBindings').length > 0);
    if (creates.length === 0) return null;
    if (environment?.variables.TESTCONTAINERS_HOST_OVERRIDE) return [];
    const remote = environment === null ? null : remoteHost(environment);
    const tests = creates.filter(
      ({ server, docker }) =>
        // A proxy of ours stands on this machine, whatever is behind it.
        (environment === null ? placeOf(server) === 'network' : remote !== null) &&
        namesAt(docker.members.request, 'Labels').some((name) => name.startsWith('org.testcontainers')),
    );
    if (tests.length === 0) return [];
    const hosts = [...new Set(tests.map(({ server }) => quoted(remote ?? hostOf(server))))];
    return [
      {
        certainty: remote === null ? ('hint' as const) : ('likely' as const),
        message: `Ports of test containers are published on ${someOf(hosts)}, not on localhost.`,
        exchanges: ids(tests),
      },
    ];
  },
});
