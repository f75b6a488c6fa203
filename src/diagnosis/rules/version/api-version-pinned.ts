import type { Exchange } from '../../../model/exchange.ts';
import { isOlder } from '../../api-version.ts';
import { clientKey, clientWords, grouped } from '../../exchange-words.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

export const apiVersionPinned = rule({
  id: 'api-version-pinned',
  phase: 'version',
  severity: 'warn',
  certainty: 'sure',
  needs: [],
  symptom: 'All is well until the daemon is upgraded, and then every call is answered 400.',
  cause:
    'DOCKER_API_VERSION, or a library without negotiation, asks for one API version whatever the daemon has.',
  fix: 'Remove DOCKER_API_VERSION, and turn negotiation on in the library (`WithAPIVersionNegotiation`, `version="auto"`).',
  evidence:
    "DOCKER_API_VERSION is set; or the first request of a client names a version below the daemon's newest, and no ping came before it.",
  judge: ({ traffic, environment }) => {
    if (traffic === null && environment === null) return null;
    const variable = environment?.variables.DOCKER_API_VERSION ?? '';
    const byVariable =
      variable === ''
        ? []
        : [
            {
              message: `DOCKER_API_VERSION is set: docker asks for API ${quoted(variable)} and does not negotiate.`,
            },
          ];
    return [...byVariable, ...(traffic === null ? [] : byFirstRequest(traffic))];
  },
});

function byFirstRequest(traffic: Traffic) {
  const asked = traffic.exchanges.filter(isApiCall);
  return grouped(asked, clientKey)
    .filter(({ first }) => isPinned(first) && sawItBegin(traffic, first))
    .map(({ first, ids }) => {
      const version = quoted(first.request?.apiVersion ?? '');
      return {
        message: `${clientWords(first)} asks for API ${version} without asking what the daemon has (${quoted(first.docker.daemon?.apiVersion ?? '')}); it will break when the oldest version that a daemon accepts rises above ${version}.`,
        exchanges: ids.slice(0, 1),
      };
    });
}

function isApiCall({ operation, request, docker }: Exchange): boolean {
  return operation !== null && request !== null && docker.grpc === null;
}

/** A ping has no version in its path. */
function isPinned({ request, docker }: Exchange): boolean {
  return isOlder(request?.apiVersion ?? null, docker.daemon?.apiVersion ?? null);
}

/** A ping before the capture began is a ping too. */
function sawItBegin(traffic: Traffic, { connection }: Exchange): boolean {
  return traffic.connection(connection)?.handshake === 'seen';
}
