import { isOlder } from '../../api-version.ts';
import { clientKey, clientWords, daemonWords, errorOf, grouped } from '../../exchange-words.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';

const TOO_NEW = /client version (\S+) is too new\. Maximum supported API version is ([\d.]*\d)/i;

export const apiClientTooNew = rule({
  id: 'api-client-too-new',
  phase: 'version',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`client version 1.48 is too new. Maximum supported API version is 1.43`.',
  cause:
    'DOCKER_API_VERSION, or a library that does not negotiate, asks an older daemon for a newer API version.',
  fix: 'Unset DOCKER_API_VERSION, or use a newer dind image.',
  evidence: 'An answer of status 400 that names both versions.',
  judge: ({ traffic }) => {
    if (!traffic.exchanges.some(({ response }) => response !== null)) return null;
    const refused = traffic.exchanges.filter(
      (exchange) => exchange.response?.status === 400 && TOO_NEW.test(errorOf(exchange)?.message ?? ''),
    );
    return grouped(refused, (one) => `${clientKey(one)} ${errorOf(one)?.message}`).map(({ first, ids }) => {
      const [, asked = '', newest = ''] = TOO_NEW.exec(errorOf(first)?.message ?? '') ?? [];
      return {
        message: `${clientWords(first)} insists on API ${quoted(asked)}; ${daemonWords(first)} stops at ${quoted(newest)}.`,
        exchanges: ids,
      };
    });
  },
  also: witness({
    needs: ['environment', 'probe'],
    evidence: 'DOCKER_API_VERSION is above the newest version that the daemon tells.',
    judge: ({ environment, probe }) => {
      const pinned = environment.variables.DOCKER_API_VERSION ?? '';
      const newest = probe.version?.apiVersion ?? probe.ping?.apiVersion ?? null;
      if (newest === null) return null;
      if (!isOlder(newest, pinned)) return [];
      return [
        {
          message: `DOCKER_API_VERSION insists on API ${quoted(pinned)}; this daemon stops at ${quoted(newest)}.`,
          fix: 'Unset DOCKER_API_VERSION.',
        },
      ];
    },
  }),
});
