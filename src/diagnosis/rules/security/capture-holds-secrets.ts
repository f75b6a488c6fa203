import type { Exchange } from '../../../model/exchange.ts';
import { Secret } from '../../../model/secret.ts';
import { formatCount, formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { sensitivePath } from '../../../views/view-model/secret-paths.ts';
import { rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

export const captureHoldsSecrets = rule({
  id: 'capture-holds-secrets',
  phase: 'security',
  severity: 'sec-high',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A capture, or a file made from it, is kept where others can read it.',
  cause:
    'Traffic holds passwords, tokens and files as they were sent. Reports have the mask in their place; a capture file cannot.',
  fix: 'Keep the capture file where only you can read it, and publish reports instead, without --show-secrets.',
  evidence:
    'Logins, headers, build args, variables and secrets that are masked in what is printed, and files of a context that usually hold one.',
  judge: ({ traffic }) => {
    if (traffic.exchanges.length === 0) return null;
    const counts = new Map<string, number>();
    const holding = traffic.exchanges.filter((exchange) => {
      const own = Object.entries(secretsIn(exchange)).filter(([, count]) => count > 0);
      for (const [kind, count] of own) counts.set(kind, (counts.get(kind) ?? 0) + count);
      return own.length > 0;
    });
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (total === 0) return [];
    const parts = [...counts].map(([kind, count]) => `${kind} ${formatCount(count)}`);
    return [
      {
        message: `The capture holds ${formatQuantity(total, 'secret')}, which ${total === 1 ? 'is' : 'are'} masked in what is made from it (${parts.join(', ')}).`,
        exchanges: ids(holding),
      },
    ];
  },
});

function secretsIn({ request, response, docker }: Exchange): Readonly<Record<string, number>> {
  const { auth, build, process } = docker;
  const headers = [...(request?.headers ?? []), ...(response?.headers ?? [])];
  const credentials = [...(auth === null ? [] : [auth]), ...(build?.registries ?? [])];
  return {
    logins: credentials.filter(({ secret }) => secret !== null).length,
    // Those of registries are counted as logins; an empty one is masked too.
    headers: headers.filter(([name, value]) => value instanceof Secret && !/^x-registry-/i.test(name)).length,
    'build args': Object.values(build?.buildArgs ?? {}).filter((value) => value instanceof Secret).length,
    variables: (process?.env ?? []).filter((value) => value instanceof Secret).length,
    'build secrets': (build?.buildkit?.secrets ?? []).filter(({ value }) => value !== null).length,
    files: (build?.context?.entries ?? []).filter(
      ({ path, type, sent }) => type === 'file' && sent !== false && sensitivePath(path) !== null,
    ).length,
  };
}
