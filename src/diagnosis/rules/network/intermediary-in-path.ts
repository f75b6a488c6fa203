import type { Exchange } from '../../../model/exchange.ts';
import { header } from '../../headers.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

const DAEMONS = /^(Docker|Libpod|podman)\//i;
const FORWARDED: readonly string[] = [
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-forwarded-server',
];

export const intermediaryInPath = rule({
  id: 'intermediary-in-path',
  phase: 'network',
  severity: 'info',
  certainty: 'sure',
  needs: ['traffic'],
  symptom:
    'The API behaves otherwise than with the daemon itself: upgrades, long streams and large bodies fail.',
  cause: 'A proxy or a load balancer stands between client and daemon.',
  fix: 'Think of it when an upgrade, a half-close or a quiet stream goes wrong.',
  evidence: 'A `Via` or `X-Forwarded-…` header, a `Server` that is no daemon, or 502, 503 or 504 with HTML.',
  judge: ({ traffic }) => {
    const answered = traffic.exchanges.filter(
      ({ response, docker }) => response !== null && docker.grpc === null,
    );
    if (answered.length === 0) return null;
    const found = new Map<string, Exchange[]>();
    for (const exchange of answered) {
      const who = intermediary(exchange);
      if (who === null) continue;
      const same = found.get(who);
      if (same === undefined) found.set(who, [exchange]);
      else same.push(exchange);
    }
    return [...found].map(([who, exchanges]) => ({
      message: `Answers come through ${who}, not straight from the daemon.`,
      exchanges: ids(exchanges),
    }));
  },
});

function intermediary({ request, response }: Exchange): string | null {
  const via = header(response, 'via');
  if (via !== null) return `"${quoted(viaWords(via))}"`;
  const server = header(response, 'server');
  if (server !== null && !DAEMONS.test(server)) return `"${quoted(server)}"`;
  const isHtml = response?.body.mediaType === 'text/html';
  const isGateway = response !== null && [502, 503, 504].includes(response.status);
  const isForwarded = FORWARDED.some(
    (name) => header(request, name) !== null || header(response, name) !== null,
  );
  return isForwarded || (isGateway && isHtml) ? 'a proxy' : null;
}

/** `1.1 proxy.test (squid/5.7)`: the program where it names itself, otherwise the host (RFC 9110, section 7.6.3). */
function viaWords(via: string): string {
  return /\(([^)]+)\)/.exec(via)?.[1] ?? via.split(/[\s,]+/)[1] ?? via;
}
