import { isOlder } from '../../api-version.ts';
import { memberAt } from '../../members.ts';
import { rule } from '../../rule.ts';

/** Written in templates (`{{.NetworkSettings.IPAddress}}`), jq filters and programs. */
const USE = /NetworkSettings["'\])\s]*[.[]["'\s]*IPAddress/;

export const api152RemovedFields = rule({
  id: 'api-152-removed-fields',
  phase: 'version',
  severity: 'warn',
  certainty: 'likely',
  needs: ['traffic', 'environment'],
  symptom: '`map has no entry for key "IPAddress"` from `docker inspect`.',
  cause: 'API 1.52 (Docker 29) took the address of the default bridge out of `NetworkSettings`.',
  fix: 'Use {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}.',
  evidence:
    'A container is inspected over API 1.52 or later, the answer has no `NetworkSettings.IPAddress`, and the command asks for it.',
  judge: ({ traffic, environment: { command } }) => {
    const inspected = traffic.of('ContainerInspect').filter(({ response }) => response?.status === 200);
    if (command === null || inspected.length === 0) return null;
    if (!command.words.some((word) => USE.test(word))) return [];
    const without = inspected.filter(({ request, docker }) => {
      const version = request?.apiVersion ?? docker.daemon?.apiVersion ?? null;
      const address = memberAt(docker.members.response, 'NetworkSettings', 'IPAddress');
      return address === null && version !== null && !isOlder(version, '1.52');
    });
    if (without.length === 0) return [];
    return [
      {
        message:
          'NetworkSettings.IPAddress no longer exists from API 1.52 (Docker 29) on, and the command asks for it.',
        exchanges: without.map(({ id }) => id),
      },
    ];
  },
});
