import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids, registryErrors } from '../../told-errors.ts';

/** Of the daemon's own distribution code, of containerd's, and of BuildKit's. */
const UNKNOWN =
  /(?:manifest for (\S+) not found: )?manifest unknown|failed to resolve reference "([^"]+)": .*not found|failed to resolve source metadata for (\S+): .*: not found/i;

export const pullManifestUnknown = rule({
  id: 'pull-manifest-unknown',
  phase: 'registry',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A pull, a push or a build ends with `manifest unknown` or `not found`.',
  cause:
    'The registry has no such tag: it was not pushed yet, or the variable that names it is empty or wrong.',
  fix: 'Look at the variable that makes the tag, and whether the job that pushes it ran before.',
  evidence: '`manifest unknown` or `not found` of a registry, in the answer, the stream or a step.',
  judge: ({ traffic }) =>
    registryErrors(traffic, UNKNOWN)?.map(({ text, match, exchanges }) => {
      const reference = match[1] ?? match[2] ?? match[3] ?? exchanges[0]?.docker.images[0];
      return {
        message:
          reference === undefined
            ? 'The registry has no such image or tag.'
            : `The registry has no ${quoted(reference)}.`,
        details: [quoted(text)],
        exchanges: ids(exchanges),
      };
    }) ?? null,
});
