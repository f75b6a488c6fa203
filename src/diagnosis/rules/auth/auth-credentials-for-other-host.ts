import { registryWords } from '../../image-reference.ts';
import { quoted } from '../../quoted.ts';
import { deniedAccess, isNearMiss, shownAccounts } from '../../registry-access.ts';
import { rule } from '../../rule.ts';

export const authCredentialsForOtherHost = rule({
  id: 'auth-credentials-for-other-host',
  phase: 'auth',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: '`pull access denied` or `no basic auth credentials`, although the job ran `docker login`.',
  cause:
    'The login is kept under another key than the one that the image leads to: another port, `https://` before it, a path behind it.',
  fix: 'Log in with the exact host and port of the image name.',
  evidence:
    'A registry refused a request that had no account for it, and the client has one for the same host under another key.',
  judge: ({ traffic }) => {
    const denied = deniedAccess(traffic);
    if (denied === null) return null;
    const accounts = shownAccounts(traffic);
    const found = new Map<
      string,
      { readonly message: string; readonly fix: string; readonly exchanges: number[] }
    >();
    for (const { exchange, host, sent } of denied) {
      if (host === null || sent !== null) continue;
      const near = accounts.find(({ server }) => isNearMiss(server, host));
      if (near === undefined) continue;
      const hub = registryWords(host) === 'Docker Hub';
      const key = hub ? 'https://index.docker.io/v1/' : host;
      const message = `The client is logged in to "${quoted(near.server)}", but the image needs the key "${quoted(key)}".`;
      const fix = `Run docker login${hub ? '' : ` ${quoted(host)}`}, with the exact host and port of the image name.`;
      const known = found.get(message);
      if (known === undefined) found.set(message, { message, fix, exchanges: [exchange.id] });
      else known.exchanges.push(exchange.id);
    }
    return [...found.values()];
  },
});
