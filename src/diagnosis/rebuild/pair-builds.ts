import type { Build } from '../../model/build.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Traffic } from '../traffic.ts';

/** The same build in an earlier capture and in this one. */
export interface BuildPair {
  readonly before: Exchange;
  readonly after: Exchange;
}

/**
 * Each build with the one of the baseline that builds the same: by its tags; where a tag has a version in it,
 * by the names without; failing that by Dockerfile and target alone. The second of two alike builds is paired
 * with the second, or with the last there is.
 */
export function pairBuilds(traffic: Traffic, baseline: Traffic): readonly BuildPair[] {
  const earlier = baseline.builds.filter(hasSteps);
  const seen = new Map<string, number>();
  return traffic.builds.filter(hasSteps).flatMap((after) => {
    for (const key of [taggedKey, namedKey, fileKey]) {
      const wanted = keyOf(after, key);
      const alike = earlier.filter((build) => keyOf(build, key) === wanted);
      if (alike.length === 0) continue;
      const nth = seen.get(wanted) ?? 0;
      seen.set(wanted, nth + 1);
      return [{ before: alike[Math.min(nth, alike.length - 1)]!, after }];
    }
    return [];
  });
}

function hasSteps({ docker }: Exchange): boolean {
  return (docker.build?.steps.length ?? 0) > 0;
}

type Key = (build: Build) => readonly unknown[];

function keyOf({ docker }: Exchange, key: Key): string {
  return docker.build === null ? '' : JSON.stringify([key.name, ...key(docker.build)]);
}

function taggedKey(build: Build): readonly unknown[] {
  return [...fileKey(build), ...[...build.tags].sort()];
}

function namedKey(build: Build): readonly unknown[] {
  return [...fileKey(build), ...build.tags.map((tag) => tag.replace(/:[^/:]*$/, '')).sort()];
}

/** The two builders count and name their steps otherwise, and share no cache. */
function fileKey({ builder, dockerfilePath, target, platform }: Build): readonly unknown[] {
  return [builder, dockerfilePath, target, platform];
}
