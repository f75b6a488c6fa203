import type { Build } from '../../../model/build.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { listAt, numberAt } from '../../members.ts';
import { rule } from '../../rule.ts';
import { isFrom } from '../../steps.ts';
import type { Traffic } from '../../traffic.ts';

export const buildNoCacheSource = rule({
  id: 'build-no-cache-source',
  phase: 'build',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Every step is built in every job, though nothing changed.',
  cause: 'The daemon of the job is new and empty, and the build is given no cache to start from.',
  fix: 'Build with --cache-from type=registry,ref=… and --cache-to type=registry,ref=…,mode=max, or keep one builder for all jobs.',
  evidence: 'No step came from the cache, no --cache-from was given, and the daemon had no images before.',
  judge: ({ traffic }) => {
    const first = traffic.builds.find(({ docker }) => (docker.build?.steps.length ?? 0) > 0);
    if (first === undefined) return null;
    const empty = emptyBefore(first, traffic);
    if (empty === null) return null;
    if (!empty || !isUncached(first.docker.build)) return [];
    return [
      {
        message:
          'This daemon had no images and no cache was given to the build: every step is built in every job.',
        exchanges: [first.id],
      },
    ];
  },
});

/** Null where nobody asked the daemon for its images before the build. */
function emptyBefore(build: Exchange, traffic: Traffic): boolean | null {
  const before = (operation: string) =>
    traffic
      .of(operation)
      .findLast(
        ({ id, server, response }) => id < build.id && server === build.server && response?.status === 200,
      );
  const list = before('ImageList')?.docker.members.response;
  if (list !== undefined && list !== null) return listAt(list).length === 0;
  const images = numberAt(before('SystemInfo')?.docker.members.response ?? null, 'Images');
  return images === null ? null : images === 0;
}

function isUncached(build: Build | null): boolean {
  if (build === null || build.noCache || build.cacheFrom.length > 0) return false;
  if ((build.buildkit?.cacheImports.length ?? 0) > 0) return false;
  const work = build.steps.filter((step) => !isFrom(step));
  return work.length > 0 && work.every(({ cached }) => !cached);
}
