import type { Exchange } from '../../../model/exchange.ts';
import { isOlder } from '../../api-version.ts';
import { clientKey, clientWords, errorOf, grouped } from '../../exchange-words.ts';
import { textAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

const TOO_OLD = /client version (\S+) is too old\. Minimum supported API version is ([\d.]*\d)/i;

/** What helps, by the client that asks: a word in its name to the version or setting that negotiates. */
const cures: readonly (readonly [name: RegExp, cure: string])[] = [
  [
    /testcontainers for java|^java program$/i,
    'Use Testcontainers for Java 1.21.4 or 2.0.2 and later, or -Dapi.version=1.44 (or api.version=1.44 in ~/.docker-java.properties)',
  ],
  [
    /^docker(-compose)?$|^compose$|^buildx$/i,
    'Use a newer docker client image, and unset DOCKER_API_VERSION',
  ],
];
const ANY_CURE = 'Upgrade the client or let it negotiate the API version';
const ON_THE_DAEMON =
  'or lower the minimum of the daemon: DOCKER_MIN_API_VERSION=1.24 on the dind service, or an older dind image.';

export const apiClientTooOld = rule({
  id: 'api-client-too-old',
  phase: 'version',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`client version 1.32 is too old. Minimum supported API version is 1.44`.',
  cause:
    'Docker 29.0 raised the oldest API version that a daemon accepts to 1.44 (1.40 from 29.3 on); a client that does not negotiate asks for an older one.',
  fix: `${ANY_CURE}; ${ON_THE_DAEMON}`,
  evidence:
    'An answer of status 400 that names both versions; or any 400 to `/info` below the minimum that `/version` told.',
  judge: ({ traffic }) => {
    if (!traffic.exchanges.some(({ response }) => response !== null)) return null;
    const refused = traffic.exchanges.filter((exchange) => minimumOf(exchange, traffic) !== null);
    return grouped(refused, (one) => `${clientKey(one)} ${askedFor(one)}`).map(({ first, ids }) => {
      const { version, apiVersion: newest } = first.docker.daemon ?? { version: null, apiVersion: null };
      const daemon = version === null ? 'this daemon' : `this daemon (${quoted(version)})`;
      const minimum = quoted(minimumOf(first, traffic) ?? '');
      const range = newest === null ? `${minimum} and later` : `${minimum} to ${quoted(newest)}`;
      const cure = cures.find(([name]) => name.test(first.docker.client?.name ?? ''))?.[1] ?? ANY_CURE;
      return {
        message: `${clientWords(first)} asks for API ${quoted(askedFor(first))}; ${daemon} accepts ${range}.`,
        fix: `${cure}; ${ON_THE_DAEMON}`,
        exchanges: ids,
      };
    });
  },
  also: witness({
    needs: ['environment', 'probe'],
    evidence: 'DOCKER_API_VERSION is below the oldest version that the daemon tells.',
    judge: ({ environment, probe }) => {
      const pinned = environment.variables.DOCKER_API_VERSION ?? '';
      const oldest = probe.version?.minApiVersion ?? null;
      if (oldest === null) return null;
      if (!isOlder(pinned, oldest)) return [];
      return [
        {
          message: `DOCKER_API_VERSION asks for API ${quoted(pinned)}; this daemon accepts ${quoted(oldest)} and later.`,
          fix: 'Unset DOCKER_API_VERSION.',
        },
      ];
    },
  }),
});

function askedFor(exchange: Exchange): string {
  return TOO_OLD.exec(errorOf(exchange)?.message ?? '')?.[1] ?? exchange.request?.apiVersion ?? '';
}

/** The oldest version that the daemon accepts, where it refused this one for being older. */
function minimumOf(exchange: Exchange, traffic: Traffic): string | null {
  if (exchange.response?.status !== 400) return null;
  const told = TOO_OLD.exec(errorOf(exchange)?.message ?? '')?.[2];
  if (told !== undefined) return told;
  // docker-java on Docker Desktop gets an object of empty members instead of a sentence.
  if (exchange.operation !== 'SystemInfo') return null;
  const asked = exchange.request?.apiVersion ?? null;
  const minimums = traffic
    .of('SystemVersion')
    .filter(({ server }) => server === exchange.server)
    .map(({ docker }) => textAt(docker.members.response, 'MinAPIVersion'));
  return minimums.find((minimum) => isOlder(asked, minimum)) ?? null;
}
