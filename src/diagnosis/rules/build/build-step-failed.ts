import type { BuildStep } from '../../../model/build.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { safeLines, safeText } from '../../../views/view-model/safe-text.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { exitCodeOf, firstFailed, stepPlace } from '../../steps.ts';

const MAX_OUTPUT_LINES = 20;

export const buildStepFailed = rule({
  id: 'build-step-failed',
  phase: 'build',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`docker build` ends with an error of one of its steps.',
  cause: 'The command of a step ended with a code other than 0, or a step could not be done.',
  fix: 'Look at what the step printed, and at what else was found at that time.',
  evidence: 'The error of the build answer (`errorDetail`), or of a vertex of BuildKit.',
  judge: ({ traffic }) => {
    if (traffic.builds.length === 0) return null;
    return traffic.builds.flatMap(({ id, docker }) => {
      const step = firstFailed(docker.build?.steps ?? []);
      if (step === null) return [];
      const output = safeLines(step.output).filter((line) => line.trim() !== '');
      return [{ message: sentence(step), details: output.slice(-MAX_OUTPUT_LINES), exchanges: [id] }];
    });
  },
});

function sentence(step: BuildStep): string {
  const after = step.durationMs === null ? '' : ` after ${formatDuration(step.durationMs)}`;
  const code = exitCodeOf(step);
  const end = code === null ? `failed${after}: ${quoted(step.error ?? '')}` : `exited ${code}${after}.`;
  return `Step ${safeText(stepPlace(step))} "${quoted(step.instruction)}" ${end}`;
}
