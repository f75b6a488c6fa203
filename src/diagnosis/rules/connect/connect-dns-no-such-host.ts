import type { DaemonProbe } from '../../../model/daemon-probe.ts';
import type { JobEnvironment } from '../../../model/job-environment.ts';
import { safeText } from '../../../views/view-model/safe-text.ts';
import { doorWords, openInstead, saysNothing, settingsFor } from '../../doors.ts';
import { rule } from '../../rule.ts';

export const connectDnsNoSuchHost = rule({
  id: 'connect-dns-no-such-host',
  phase: 'connect',
  severity: 'error',
  certainty: 'sure',
  needs: ['probe'],
  symptom: '`lookup docker on …: no such host`.',
  cause:
    'The service has another name here (GitLab makes it from the whole name of the image), or shares the address of the job as containers of one pod do, or has ended, and its name with it.',
  fix: 'Give the service the name: in GitLab `services: [{ name: docker:29-dind, alias: docker }]`.',
  evidence:
    'The name in `DOCKER_HOST` does not resolve. An answer that the resolver is out of order is not enough.',
  judge: ({ probe, environment }) => {
    const { resolution, host } = probe;
    if (resolution === null || host === null) return null;
    if (resolution.error === null) return [];
    // The resolver did not say that there is no such name.
    if (resolution.error !== 'ENOTFOUND') return null;
    const [instead] = openInstead(probe);
    const message = `The name "${safeText(host)}" does not exist here`;
    if (instead !== undefined) {
      // That nobody told the client is another rule's.
      if (saysNothing(environment)) return [];
      const fix = `Set ${settingsFor(instead)}.`;
      return [{ message: `${message}; a daemon does listen on ${doorWords(instead)}.`, fix }];
    }
    return [{ message: `${message}.`, fix: fixWithout(probe, environment) }];
  },
});

function fixWithout({ host }: DaemonProbe, environment: JobEnvironment | null): string {
  const name = safeText(host ?? '');
  const { variables = {} } = environment ?? {};
  if (variables.KUBERNETES_SERVICE_HOST !== undefined) {
    return 'In a pod services are on localhost: set DOCKER_HOST=tcp://localhost:2376 (2375 without TLS), and look whether dind is up; nothing listens there now.';
  }
  if (variables.CI === undefined && variables.DOCKER_HOST === undefined) {
    return 'Start the daemon or mount its socket at /var/run/docker.sock, or set DOCKER_HOST to where it is.';
  }
  return `Give the dind service the name: services: [{ name: docker:29-dind, alias: ${name} }] in GitLab, a service called ${name} in compose; and look into its log: a service that has ended has no name.`;
}
