import { header } from '../../headers.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

const ENDPOINTS: readonly string[] = ['Grpc', 'Session'];

export const sessionEndpointBlocked = rule({
  id: 'session-endpoint-blocked',
  phase: 'session',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`unable to upgrade to h2c, received 403`, or `failed to list workers`.',
  cause: 'A socket proxy in front of the daemon lets /grpc or /session not through, which BuildKit needs.',
  fix: 'Allow both in the proxy (docker-socket-proxy: GRPC=1 SESSION=1 BUILD=1 POST=1).',
  evidence: '`POST /grpc` or `POST /session` was answered with an error.',
  judge: ({ traffic }) => {
    const asked = ENDPOINTS.flatMap((operation) => traffic.of(operation));
    if (asked.length === 0) return null;
    return ENDPOINTS.flatMap((operation) => {
      const refused = traffic.of(operation).filter(({ response }) => (response?.status ?? 0) >= 400);
      const [first] = refused;
      if (first?.response == null) return [];
      const server = header(first.response, 'server');
      const who = server === null ? '' : ` (Server: ${quoted(server)})`;
      return [
        {
          message: `POST ${quoted(first.request?.path ?? '')} is answered with ${first.response.status}${who}: builds by BuildKit cannot work.`,
          exchanges: ids(refused),
        },
      ];
    });
  },
});
