import { registryWords } from '../../image-reference.ts';
import { quoted } from '../../quoted.ts';
import { deniedAccess, isNearMiss, shownAccounts } from '../../registry-access.ts';
import { rule } from '../../rule.ts';

export const authAnonymousPrivatePull = rule({
  id: 'auth-anonymous-private-pull',
  phase: 'auth',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom:
    "`pull access denied ..., repository does not exist or may require 'docker login'`, `no basic auth credentials`, `insufficient_scope: authorization failed`.",
  cause:
    'The image is private and the client sent no account for its registry: the job is not logged in there.',
  fix: 'Run `docker login <host>` as the same user with the same HOME; check DOCKER_CONFIG and DOCKER_AUTH_CONFIG.',
  evidence:
    'A registry refused, and the request had no account for it: `X-Registry-Auth` was missing or empty, `X-Registry-Config` had no such host, or BuildKit got no answer.',
  judge: ({ traffic }) => {
    const accounts = shownAccounts(traffic);
    const hosts = new Map<string | null, { readonly text: string; readonly ids: number[] }>();
    const denied = deniedAccess(traffic);
    for (const { exchange, text, host, sent } of denied ?? []) {
      if (sent !== null || (host !== null && accounts.some(({ server }) => isNearMiss(server, host))))
        continue;
      const known = hosts.get(host);
      if (known === undefined) hosts.set(host, { text, ids: [exchange.id] });
      else known.ids.push(exchange.id);
    }
    if (denied === null) return null;
    return [...hosts].map(([host, { text, ids }]) => {
      const name = host === null ? 'the registry' : quoted(registryWords(host));
      return {
        message: `No account was sent for ${name}, which refused: ${quoted(text)}`,
        fix: `Run docker login${host === null || name === 'Docker Hub' ? '' : ` ${quoted(host)}`} in the job, as the same user with the same HOME and DOCKER_CONFIG.`,
        exchanges: ids,
      };
    });
  },
});
