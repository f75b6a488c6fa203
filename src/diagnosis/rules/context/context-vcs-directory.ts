import { namedDirectories, VCS_DIRECTORIES } from '../../../views/view-model/context-directories.ts';
import { formatBytes, formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { quoted } from '../../quoted.ts';
import type { Found } from '../../rule.ts';
import { rule } from '../../rule.ts';
import { sentContexts } from '../../sent-contexts.ts';

const LARGE = 1_000_000;

export const contextVcsDirectory = rule({
  id: 'context-vcs-directory',
  phase: 'context',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'The context is larger than the files that one sees, and each commit invalidates `COPY . .`.',
  cause: 'The repository itself is sent along: all of its history, and in CI the token of its remote.',
  fix: 'Add `.git` to .dockerignore; pass the commit as a build arg where the image needs it.',
  evidence:
    '`.git`, `.hg` or `.svn` of more than 1 MB was sent; where it is smaller and holds `.git/config`, `sec-warn`, since CI systems keep a token there.',
  judge: ({ traffic }) =>
    sentContexts(traffic)?.flatMap(({ exchange, sent }) =>
      namedDirectories(sent, VCS_DIRECTORIES).flatMap(({ path, name, files, bytes }): readonly Found[] => {
        const hasConfig = sent.some((entry) => entry.path === `${path}/config`);
        if (bytes <= LARGE && !hasConfig) return [];
        const config = hasConfig ? `; its config may hold a token in the address of its remote` : '';
        return [
          {
            message: `${quoted(path)} (${formatBytes(bytes)}, ${formatQuantity(files, 'file')}) is a part of the build context${config}.`,
            severity: bytes > LARGE ? 'warn' : 'sec-warn',
            details: [`.dockerignore: **/${name}`],
            exchanges: [exchange.id],
            place: { file: '.dockerignore', line: null },
          },
        ];
      }),
    ) ?? null,
});
