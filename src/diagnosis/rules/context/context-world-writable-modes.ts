import { formatCount } from '../../../views/view-model/format-bytes.ts';
import { rule } from '../../rule.ts';
import { sentContexts } from '../../sent-contexts.ts';

const MOST = 0.9;
/** Of fewer files nobody can say what is usual. */
const ENOUGH_FILES = 5;
const WRITABLE_BY_ALL = 0o666;

export const contextWorldWritableModes = rule({
  id: 'context-world-writable-modes',
  phase: 'context',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`COPY` is never cached between a laptop and CI, or files in the image are writable by everybody.',
  cause:
    "The checkout was made with umask 0000, as GitLab's helper does. The mode is a part of what COPY compares; the time is not.",
  fix: 'GitLab: FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR=true (on Kubernetes FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR) and a fresh clone; or COPY --chmod.',
  evidence: 'At least 90 % of the files are 0666 or 0777, and of the directories 0777.',
  judge: ({ traffic }) =>
    sentContexts(traffic)?.flatMap(({ exchange, listed }) => {
      const files = listed.filter(({ type }) => type === 'file');
      const directories = listed.filter(({ type }) => type === 'directory');
      const open = files.filter(({ mode }) => (mode & WRITABLE_BY_ALL) === WRITABLE_BY_ALL);
      const openDirectories = directories.filter(({ mode }) => (mode & 0o777) === 0o777);
      if (files.length < ENOUGH_FILES || open.length < files.length * MOST) return [];
      if (openDirectories.length < directories.length * MOST) return [];
      return [
        {
          message: `${formatCount(open.length)} of ${formatCount(files.length)} files are writable by everybody (0666): the checkout was made with umask 0000, so COPY never matches the cache of other machines.`,
          exchanges: [exchange.id],
        },
      ];
    }) ?? null,
});
