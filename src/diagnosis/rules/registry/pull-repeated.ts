import type { Exchange } from '../../../model/exchange.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { quoted, times } from '../../quoted.ts';
import { type Found, rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

/** Above this it is a matter of minutes and of rate limits. */
const MUCH = 500_000_000;

export const pullRepeated = rule({
  id: 'pull-repeated',
  phase: 'registry',
  severity: 'info',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A job pulls the same image again and again.',
  cause:
    'Scripts pull before each use, or builds run with --pull; every pull asks the registry, and counts there.',
  fix: 'Pull once, leave out --pull where the image is there, or add a registry mirror.',
  evidence: 'One reference was pulled more than once; a warning where more than 500 MB were downloaded.',
  judge: ({ traffic }) => {
    const pulls = new Map<string, Exchange[]>();
    for (const exchange of traffic.of('ImageCreate')) {
      const { request, docker } = exchange;
      const reference = docker.images[0];
      if (reference === undefined || request?.query.fromImage === undefined || docker.error !== null)
        continue;
      const same = pulls.get(reference);
      if (same === undefined) pulls.set(reference, [exchange]);
      else same.push(exchange);
    }
    const fresh = traffic.builds.filter(({ docker }) => docker.build?.pull === true);
    if (pulls.size === 0 && traffic.builds.length === 0) return null;
    const found: Found[] = [];
    for (const [reference, exchanges] of pulls) {
      if (exchanges.length < 2) continue;
      const bytes = exchanges.reduce((sum, exchange) => sum + downloaded(exchange), 0);
      const amount = bytes === 0 ? '' : ` (${formatBytes(bytes)})`;
      found.push({
        message: `${quoted(reference)} was pulled ${times(exchanges.length)} in this job${amount}.`,
        severity: bytes > MUCH ? 'warn' : 'info',
        exchanges: ids(exchanges),
      });
    }
    if (fresh.length > 1) {
      found.push({
        message: `${fresh.length} builds asked the registry for their base images anew (--pull).`,
        exchanges: ids(fresh),
      });
    }
    return found;
  },
});

function downloaded({ docker }: Exchange): number {
  return (docker.progress?.layers ?? []).reduce((sum, { size }) => sum + (size ?? 0), 0);
}
