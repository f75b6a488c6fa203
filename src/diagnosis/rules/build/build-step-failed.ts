import type { BuildStep } from '../../../model/build.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { safeLines, safeText } from '../../../views/view-model/safe-text.ts';
import { rule } from '../../rule.ts';

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
      const step = docker.build?.steps.find(({ error }) => error !== null);
      if (step === undefined) return [];
      const output = safeLines(step.output).filter((line) => line.trim() !== '');
      return [{ message: sentence(step), details: output.slice(-MAX_OUTPUT_LINES), exchanges: [id] }];
    });
  },
});

function sentence({ number, total, stage, instruction, error, durationMs }: BuildStep): string {
  const place = `${stage === null ? '' : `${stage} `}${number}${total > 0 ? `/${total}` : ''}`;
  const after = durationMs === null ? '' : ` after ${formatDuration(durationMs)}`;
  const code = /(?:non-zero code|exit code):? (\d+)/.exec(error ?? '')?.[1];
  const end = code === undefined ? `failed${after}: ${safeText(error ?? '')}` : `exited ${code}${after}.`;
  return `Step ${safeText(place)} "${safeText(instruction)}" ${end}`;
}
