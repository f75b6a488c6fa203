import { contextTree } from '../../../views/view-model/context-tree.ts';
import { formatBytes, formatCount } from '../../../views/view-model/format-bytes.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { sentContexts } from '../../sent-contexts.ts';

const MANY = 50_000;
const MAX_PARTS = 10;

export const contextManySmallFiles = rule({
  id: 'context-many-small-files',
  phase: 'context',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A build waits long at "transferring context" although few bytes are sent.',
  cause: 'Each file is looked at and listed by itself, and each pattern of .dockerignore is tried on each.',
  fix: 'Ignore whole directories, without `!` exceptions inside of them, or use a smaller directory as the context.',
  evidence: 'More than 50,000 files and directories were listed.',
  judge: ({ traffic }) =>
    sentContexts(traffic)?.flatMap(({ exchange, listed, bytes }) => {
      if (listed.length <= MANY) return [];
      const parts = contextTree(listed).children.toSorted((one, other) => other.files - one.files);
      return [
        {
          message: `${formatCount(listed.length)} files and directories were listed to send ${formatBytes(bytes)}.`,
          details: parts
            .slice(0, MAX_PARTS)
            .map(({ path, files }) => `${formatCount(files)}  ${quoted(path)}`),
          exchanges: [exchange.id],
          place: { file: '.dockerignore', line: null },
        },
      ];
    }) ?? null,
});
