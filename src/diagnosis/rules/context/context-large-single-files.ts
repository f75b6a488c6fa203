import type { ArchiveEntry } from '../../../model/archive-entry.ts';
import { formatBytes, formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { inWords, quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { sentContexts } from '../../sent-contexts.ts';

const LARGE = 100_000_000;
/** Below this nobody minds an archive. */
const LARGE_DUMP = 10_000_000;
const DUMP = /\.(tar(\.\w+)?|tgz|zip|7z|rar|sql(\.\w+)?|dump|mp4|mov|mkv|iso|img|qcow2|sqlite3?|db)$/i;
const MAX_NAMED = 3;
const MAX_LINES = 10;

export const contextLargeSingleFiles = rule({
  id: 'context-large-single-files',
  phase: 'context',
  severity: 'info',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'The context is large for the sake of one or two files.',
  cause: 'Archives, dumps of databases, videos or images of disks lie beside the sources.',
  fix: 'List them in .dockerignore, or let the build fetch them with ADD from an address.',
  evidence:
    'A file of more than 100 MB was sent, or an archive, dump, video or image of a disk of more than 10 MB.',
  judge: ({ traffic }) =>
    sentContexts(traffic)?.flatMap(({ exchange, sent }) => {
      const large = sent.filter(isLarge).toSorted((one, other) => other.size - one.size);
      if (large.length === 0) return [];
      const lines = large.map(({ path, size }) => `${quoted(path)} (${formatBytes(size)})`);
      const more =
        large.length > MAX_NAMED ? ` and ${formatQuantity(large.length - MAX_NAMED, 'other')}` : '';
      return [
        {
          message: `${inWords(lines.slice(0, MAX_NAMED))}${more} ${large.length === 1 ? 'is' : 'are'} in the build context.`,
          details: lines.slice(MAX_NAMED, MAX_LINES),
          exchanges: [exchange.id],
          place: { file: '.dockerignore', line: null },
        },
      ];
    }) ?? null,
});

function isLarge({ type, path, size }: ArchiveEntry): boolean {
  return type === 'file' && (size > LARGE || (size > LARGE_DUMP && DUMP.test(path)));
}
