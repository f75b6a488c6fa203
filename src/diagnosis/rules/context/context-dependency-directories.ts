import {
  DEPENDENCY_DIRECTORIES,
  LARGE_DIRECTORY,
  namedDirectories,
} from '../../../views/view-model/context-directories.ts';
import { formatBytes, formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { inWords, quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { sentContexts } from '../../sent-contexts.ts';

const MAX_NAMED = 5;

/** Commands of a Dockerfile that make such a directory themselves. */
const INSTALLS =
  /\b(npm (ci|install|i)|yarn|pnpm|pip3? install|poetry install|uv sync|mvn|gradlew?|cargo build|bundle install)\b/;

export const contextDependencyDirectories = rule({
  id: 'context-dependency-directories',
  phase: 'context',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom:
    'The context is sent for a long time, and what is installed on the job machine ends up in the image.',
  cause: 'Directories that a package manager or a build made are sent too, and the image makes them again.',
  fix: 'List them in .dockerignore with `**/` before the name, so that they are left out at any depth.',
  evidence:
    'A directory named node_modules, .venv, target, build, dist, .next, .gradle and the like was sent with more than 20 MB.',
  judge: ({ traffic }) =>
    sentContexts(traffic)?.flatMap(({ exchange, build, sent }) => {
      const large = namedDirectories(sent, DEPENDENCY_DIRECTORIES).filter(
        ({ bytes }) => bytes > LARGE_DIRECTORY,
      );
      if (large.length === 0) return [];
      const named = large
        .slice(0, MAX_NAMED)
        .map(({ path, bytes }) => `${quoted(path)} (${formatBytes(bytes)})`);
      const more =
        large.length > MAX_NAMED ? ` and ${formatQuantity(large.length - MAX_NAMED, 'other')}` : '';
      const install = INSTALLS.exec(build.dockerfile ?? '')?.[0];
      const again = install === undefined ? '' : `, although the image runs ${quoted(install)} itself`;
      const names = [...new Set(large.map(({ name }) => name))];
      return [
        {
          message: `${inWords(named)}${more} ${large.length === 1 ? 'is' : 'are'} in the build context${again}.`,
          details: names.map((name) => `.dockerignore: **/${name}`),
          exchanges: [exchange.id],
          place: { file: '.dockerignore', line: null },
        },
      ];
    }) ?? null,
});
