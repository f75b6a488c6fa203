import { errorOf, grouped } from '../../exchange-words.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

const REJECTED = /unauthorized|incorrect username or password|access denied|denied:|status: 40[13]/i;

export const authLoginRejected = rule({
  id: 'auth-login-rejected',
  phase: 'auth',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom:
    '`unauthorized: incorrect username or password`, or `login attempt ... failed with status: 401 Unauthorized`.',
  cause:
    'The password is wrong or expired, or the login went to another registry: without a server it goes to Docker Hub.',
  fix: 'docker login -u "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY" <<< "$CI_REGISTRY_PASSWORD"',
  evidence: '`POST /auth` is answered 401, 403 or 500 with such a sentence.',
  judge: ({ traffic }) => {
    const logins = traffic.of('SystemAuth').filter(({ response }) => response !== null);
    if (logins.length === 0) return null;
    const rejected = logins.filter((one) => {
      const status = one.response?.status ?? 200;
      return status === 401 || (status >= 400 && REJECTED.test(errorOf(one)?.message ?? ''));
    });
    return grouped(rejected, ({ docker }) => `${docker.auth?.server} ${docker.auth?.username}`).map(
      ({ first, ids }) => {
        const { server = '', username = null } = first.docker.auth ?? {};
        const user = username === null ? '' : ` of "${quoted(username)}"`;
        const toHub = server === '' || /^https:\/\/index\.docker\.io\//.test(server);
        const where = toHub ? 'Docker Hub' : quoted(server);
        const hint = server === '' ? ' (no registry was named)' : '';
        return {
          message: `The login${user} to ${where}${hint} was rejected: ${quoted(errorOf(first)?.message ?? String(first.response?.status))}`,
          exchanges: ids,
        };
      },
    );
  },
});
