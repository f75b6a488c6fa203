import type { Build } from '../../../model/build.ts';
import { contextTree } from '../../../views/view-model/context-tree.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { safeText } from '../../../views/view-model/safe-text.ts';
import { rule } from '../../rule.ts';

const HUGE = 100_000_000;
/** Above this a build rarely ends within a job's limits of time and disk. */
const ENDLESS = 2_000_000_000;
const MAX_PARTS = 10;

export const contextHuge = rule({
  id: 'context-huge',
  phase: 'context',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A build spends its time sending the context before the first step runs.',
  cause: 'The whole directory is sent to the daemon; what no step uses is sent too.',
  fix: 'List in .dockerignore what the build does not need.',
  evidence: 'More than 100 MB of context were sent; more than 2 GB is an error.',
  judge: ({ traffic }) => {
    const builds = traffic.builds.filter(({ docker }) => sentBytes(docker.build) > 0);
    if (builds.length === 0) return null;
    return builds.flatMap(({ id, docker, timing }) => {
      const bytes = sentBytes(docker.build);
      if (bytes <= HUGE) return [];
      const entries = (docker.build?.context?.entries ?? []).filter(({ sent }) => sent !== false);
      const parts = contextTree(entries)
        .children.slice(0, MAX_PARTS)
        .map((part) => `${formatBytes(part.bytes)}  ${safeText(part.path)}`);
      const took = timing.sendMs === null ? '' : ` in ${formatDuration(timing.sendMs)}`;
      return [
        {
          message: `The build context is ${formatBytes(bytes)}, sent${took}.`,
          severity: bytes > ENDLESS ? ('error' as const) : ('warn' as const),
          details: parts,
          exchanges: [id],
          place: { file: '.dockerignore', line: null },
        },
      ];
    });
  },
});

/** Of what the daemon asked for, with BuildKit; of the tar, with the classic builder. */
function sentBytes(build: Build | null): number {
  return build?.buildkit?.sentBytes ?? build?.context?.bytes ?? 0;
}
