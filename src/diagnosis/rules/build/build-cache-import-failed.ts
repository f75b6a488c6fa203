import type { Build } from '../../../model/build.ts';
import { quoted } from '../../quoted.ts';
import { type Found, rule } from '../../rule.ts';

const IMPORTING = /^importing cache manifest from (.+)$/;

export const buildCacheImportFailed = rule({
  id: 'build-cache-import-failed',
  phase: 'build',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A build with --cache-from builds everything anew, and does not fail.',
  cause: 'The cache is not there, or the build may not read it; BuildKit goes on without it.',
  fix: 'Push the cache with --cache-to before, log in before the build, and use mode=max for a Dockerfile of several stages.',
  evidence:
    'The vertex `importing cache manifest from …` ended with an error; as a hint, a cache that is exported with mode=min from a build of several stages.',
  judge: ({ traffic }) => {
    const builds = traffic.builds.filter(({ docker }) => {
      const facts = docker.build?.buildkit;
      return (
        facts != null &&
        (facts.cacheImports.length > 0 ||
          facts.cacheExports.length > 0 ||
          facts.vertices.some(({ name }) => IMPORTING.test(name)))
      );
    });
    if (builds.length === 0) return null;
    return builds.flatMap(({ id, docker }): readonly Found[] => {
      const build = docker.build;
      if (build === null) return [];
      const failed = (build.buildkit?.vertices ?? []).flatMap(({ name, error }) => {
        const source = IMPORTING.exec(name)?.[1];
        return source === undefined || error === null ? [] : [{ source, error }];
      });
      const found = failed.map(
        ({ source, error }): Found => ({
          message: `The cache ${quoted(source)} could not be read (${reason(error)}); the build went on without it.`,
          details: [quoted(error)],
          exchanges: [id],
        }),
      );
      return exportsTooLittle(build)
        ? [
            ...found,
            {
              message:
                'The cache of this build of several stages is exported with mode=min: it holds only the last stage.',
              severity: 'info',
              certainty: 'hint',
              fix: 'Add mode=max to --cache-to.',
              exchanges: [id],
            },
          ]
        : found;
    });
  },
});

function reason(error: string): string {
  if (/not found|404/i.test(error)) return 'not found';
  if (/401|unauthorized|authorization|authentication required|no basic auth/i.test(error))
    return 'not logged in';
  if (/403|denied|forbidden/i.test(error)) return 'denied';
  return 'see below';
}

/** An inline cache can hold no more, so that it is no mistake there. */
function exportsTooLittle({ buildkit, dockerfile, steps }: Build): boolean {
  const caches = buildkit?.cacheExports ?? [];
  const small = caches.some(
    ({ type, attributes }) => type !== 'inline' && (attributes.mode ?? 'min').toString() === 'min',
  );
  if (!small) return false;
  const froms = dockerfile?.match(/^[ \t]*FROM\s/gim)?.length ?? 0;
  return froms > 1 || new Set(steps.map(({ stage }) => stage)).size > 1;
}
