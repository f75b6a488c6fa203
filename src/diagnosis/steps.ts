import type { BuildStep } from '../model/build.ts';

/** A `FROM` builds nothing: whether it counts as cached says nothing. */
export function isFrom({ instruction }: BuildStep): boolean {
  return /^from\s/i.test(instruction);
}

/** `stage 2/7`; stage and total as far as they are known. Not safe to print. */
export function stepPlace({ stage, number, total }: BuildStep): string {
  return `${stage === null ? '' : `${stage} `}${number}${total > 0 ? `/${total}` : ''}`;
}

/** The code that the command of a step ended with; null where its error tells none. */
export function exitCodeOf({ error }: BuildStep): number | null {
  const code = /(?:non-zero code|exit code):? (\d+)/.exec(error ?? '')?.[1];
  return code === undefined ? null : Number(code);
}

/** The step that failed first: when one fails, BuildKit kills those that run beside it. */
export function firstFailed(steps: readonly BuildStep[]): BuildStep | null {
  const end = ({ startMs, durationMs }: BuildStep): number =>
    startMs + (durationMs ?? Number.POSITIVE_INFINITY);
  const failed = steps.filter(({ error }) => error !== null);
  return failed.toSorted((one, other) => end(one) - end(other))[0] ?? null;
}
