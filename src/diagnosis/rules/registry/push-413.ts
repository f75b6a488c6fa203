import type { Exchange } from '../../../model/exchange.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids, registryErrors } from '../../told-errors.ts';

export const push413 = rule({
  id: 'push-413',
  phase: 'registry',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Pushes of small images work, and one with a large layer does not.',
  cause: 'A proxy in front of the registry limits how large a request may be. It is no fault of Docker.',
  fix: "Lift the limit on the registry's proxy (nginx: client_max_body_size 0), or make the layer smaller.",
  evidence: '`413 Request Entity Too Large` in the stream of a push, or the HTML page that says so.',
  judge: ({ traffic }) =>
    registryErrors(
      traffic,
      /413 (?:Request Entity|Payload|Content) Too Large|unexpected (?:HTTP )?status(?: code)?:? 413|error parsing HTTP 413/i,
    )?.map(({ text, exchanges }) => {
      const layer = largestUnfinished(exchanges);
      return {
        message: `A proxy in front of the registry refused ${layer === null ? 'a layer' : `a layer of ${formatBytes(layer)}`} as too large (413).`,
        details: [quoted(text)],
        exchanges: ids(exchanges),
      };
    }) ?? null,
});

function largestUnfinished(exchanges: readonly Exchange[]): number | null {
  const sizes = exchanges.flatMap(({ docker }) =>
    (docker.progress?.layers ?? []).flatMap(({ size, status }) =>
      size === null || status === 'Pushed' || status === 'Layer already exists' ? [] : [size],
    ),
  );
  return sizes.length === 0 ? null : Math.max(...sizes);
}
