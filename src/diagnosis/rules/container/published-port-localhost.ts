import { hostOf, placeOf } from '../../endpoints.ts';
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
    'A test library (label `org.testcontainers.…`) publishes ports on a daemon that is reached over a network.',
  judge: ({ traffic }) => {
    const creates = traffic
      .of('ContainerCreate')
      .filter(({ docker }) => namesAt(docker.members.request, 'HostConfig', 'PortBindings').length > 0);
    if (creates.length === 0) return null;
    const tests = creates.filter(
      ({ server, docker }) =>
        placeOf(server) === 'network' &&
        namesAt(docker.members.request, 'Labels').some((name) => name.startsWith('org.testcontainers')),
    );
    if (tests.length === 0) return [];
    const hosts = [...new Set(tests.map(({ server }) => quoted(hostOf(server))))];
    return [
      {
        message: `Ports of test containers are published on ${someOf(hosts)}, not on localhost.`,
        exchanges: ids(tests),
      },
    ];
  },
});
