import { header } from '../../headers.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

/** Operations that a daemon takes over in plain HTTP too, so that an answer of 200 may be its own. */
const BY_200: ReadonlySet<string | null> = new Set(['ContainerAttach', 'ExecStart']);

export const hijackUpgradeRefused = rule({
  id: 'hijack-upgrade-refused',
  phase: 'container',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`unable to upgrade to tcp, received 200`, or to h2c, received 403, 404, 501 or 502.',
  cause: 'A proxy between client and daemon leaves out the upgrade of the protocol, or does not allow it.',
  fix: 'Use a proxy that forwards TCP as it is, or let it pass the Upgrade header on (nginx: proxy_http_version 1.1 and both headers).',
  evidence:
    'A request with `Upgrade:` was answered otherwise than by 101, though not for an error of the container.',
  judge: ({ traffic }) => {
    const asked = traffic.exchanges.filter(({ request }) => header(request, 'upgrade') !== null);
    if (asked.length === 0) return null;
    return asked.flatMap(({ id, operation, request, response, docker, hijack }) => {
      if (response === null || response.status === 101 || hijack !== null) return [];
      const { status } = response;
      // session-endpoint-blocked tells of these.
      if ((operation === 'Grpc' || operation === 'Session') && status >= 400) return [];
      const server = header(response, 'server');
      const isDaemon = server?.startsWith('Docker/') === true;
      // The daemon itself answers a wrong container or exec, and an old one a session that it does not know.
      if (isDaemon && (docker.error !== null || BY_200.has(operation))) return [];
      const who = server === null || isDaemon ? '' : ` (Server: ${quoted(server)})`;
      return [
        {
          message: `The upgrade of ${quoted(request?.path ?? '')} to ${quoted(header(request, 'upgrade') ?? '')} was answered with ${status}${who}: something between client and daemon does not pass it on.`,
          exchanges: [id],
        },
      ];
    });
  },
});
