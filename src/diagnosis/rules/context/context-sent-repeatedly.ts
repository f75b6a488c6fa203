import type { ArchiveEntry } from '../../../model/archive-entry.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { times } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { type SentContext, sentContexts } from '../../sent-contexts.ts';

/** A small context may be sent as often as anybody likes. */
const NOTABLE = 1_000_000;

export const contextSentRepeatedly = rule({
  id: 'context-sent-repeatedly',
  phase: 'context',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Each image of a job waits for the same upload.',
  cause: 'Several builds share one directory, and each sends it anew; or each has a builder of its own.',
  fix: 'Build them together, with `docker buildx bake` or `docker compose build`, or as targets of one named context.',
  evidence:
    'Contexts of more than 1 MB with the same paths, modes, sizes and contents (or times, where contents are not known) were sent more than once.',
  judge: ({ traffic }) => {
    const contexts = sentContexts(traffic);
    if (contexts === null) return null;
    const same = new Map<string, SentContext[]>();
    for (const context of contexts) {
      if (context.bytes <= NOTABLE) continue;
      const key = JSON.stringify(context.sent.map(told).sort());
      same.set(key, [...(same.get(key) ?? []), context]);
    }
    return [...same.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined || group.length < 2) return [];
      return [
        {
          message: `The same context of ${formatBytes(first.bytes)} was sent ${times(group.length)}.`,
          exchanges: group.map(({ exchange }) => exchange.id),
        },
      ];
    });
  },
});

function told({ path, type, mode, size, sha256, mtime }: ArchiveEntry): string {
  return JSON.stringify([path, type, mode, size, sha256 ?? mtime]);
}
