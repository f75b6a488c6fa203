import type { Exchange } from '../../../model/exchange.ts';
import { quoted } from '../../quoted.ts';
import { causeDetails, causeWords } from '../../rebuild/cause-words.ts';
import { firstMiss } from '../../rebuild/rebuild-cause.ts';
import { type Rebuild, rebuilds } from '../../rebuild/rebuilds.ts';
import { type Found, rule } from '../../rule.ts';
import { isFrom, stepPlace } from '../../steps.ts';
import { Traffic } from '../../traffic.ts';

export const buildCacheFirstMiss = rule({
  id: 'build-cache-first-miss',
  phase: 'build',
  severity: 'info',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A build takes long, though little or nothing changed.',
  cause: 'One step could not come from the cache, and every step behind it has to be built as well.',
  fix: 'Move what changes often (files, build args) behind the steps that take long, and keep out of the context what no step needs.',
  evidence:
    'The first step that was built where others came from the cache. It is compared with the same build of an earlier capture (--baseline), or an earlier one of this capture: instruction, build args, files with their content, mode and owner, base image, cache import. A warning where the earlier build had it from the cache.',
  judge: ({ traffic, baseline }) => {
    const builds = traffic.builds.filter(({ docker }) => (docker.build?.steps.length ?? 0) > 0);
    if (builds.length === 0) return null;
    const compared = baseline === null ? [] : rebuilds(traffic, baseline);
    return builds.flatMap((exchange): readonly Found[] => {
      const build = exchange.docker.build;
      const step = build === null ? null : firstMiss(build);
      if (build === null || step === null) return [];
      const place = `"${quoted(step.instruction)}" (step ${quoted(stepPlace(step))})`;
      const pair = compared.find(({ after }) => after.id === exchange.id) ?? besideEarlier(exchange, builds);
      if (pair !== undefined) {
        return [
          {
            message: `The cache broke at ${place} because ${causeWords(pair.cause)}.`,
            severity: pair.wasCached ? 'warn' : 'info',
            details: causeDetails(pair.cause),
            exchanges: [exchange.id],
          },
        ];
      }
      // Without a cached step there was nothing that could break.
      if (build.noCache || !build.steps.some((other) => other.cached && !isFrom(other))) return [];
      return [
        {
          message: `The cache broke at ${place}; compare with an earlier capture (--baseline) to see why.`,
          exchanges: [exchange.id],
        },
      ];
    });
  },
});

/** A job that builds the same twice has its own baseline. */
function besideEarlier(exchange: Exchange, builds: readonly Exchange[]): Rebuild | undefined {
  const { tags = [], dockerfilePath } = exchange.docker.build ?? {};
  const earlier = builds.findLast(
    ({ id, docker }) =>
      id < exchange.id &&
      tags.length > 0 &&
      docker.build?.dockerfilePath === dockerfilePath &&
      docker.build?.tags.join() === tags.join(),
  );
  return earlier === undefined
    ? undefined
    : rebuilds(new Traffic([exchange], []), new Traffic([earlier], []))[0];
}
