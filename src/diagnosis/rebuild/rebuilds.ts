import type { BuildStep } from '../../model/build.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Traffic } from '../traffic.ts';
import { pairBuilds } from './pair-builds.ts';
import { firstMiss, type RebuildCause, rebuildCause, sameStep } from './rebuild-cause.ts';

/** A build that did not come from the cache as a whole, beside the same build of an earlier capture. */
export interface Rebuild {
  readonly before: Exchange;
  readonly after: Exchange;
  /** The first step of `after` that was built; all behind it had to be. */
  readonly step: BuildStep;
  /** Whether the earlier build had that step from the cache. */
  readonly wasCached: boolean;
  readonly cause: RebuildCause;
}

/** Pure. In the order of the builds of `traffic`; those that have none alike in the baseline are left out. */
export function rebuilds(traffic: Traffic, baseline: Traffic): readonly Rebuild[] {
  return pairBuilds(traffic, baseline).flatMap(({ before, after }) => {
    const [earlier, build] = [before.docker.build, after.docker.build];
    if (earlier === null || build === null) return [];
    const step = firstMiss(build);
    if (step === null) return [];
    const wasCached = sameStep(earlier, step)?.cached ?? false;
    return [{ before, after, step, wasCached, cause: rebuildCause(earlier, build, step) }];
  });
}
