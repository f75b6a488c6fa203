import type { Build, BuildStep } from '../../model/build.ts';
import { dockerfileInstructions, stepOfInstruction } from './dockerfile-instructions.ts';
import { stepError } from './exchange-facts.ts';
import { safeLines, safeText } from './safe-text.ts';

/** A line of the steps pane: a step that ran, or one that the build did not come to. */
export interface BuildStepRow {
  readonly number: number;
  readonly instruction: string;
  readonly step: BuildStep | null;
  readonly cache: CacheMark;
  /** Why the build ended here; null for all other steps. */
  readonly error: string | null;
}

/**
 * `first-miss`: from here on nothing of the stage could come from the cache. `none`: nothing to say, as for `FROM`, which
 * builds nothing, and for what follows a miss.
 */
export type CacheMark = 'hit' | 'first-miss' | 'none';

export function buildStepRows(build: Build): readonly BuildStepRow[] {
  const failed =
    build.error === null ? null : (build.steps.find((s) => s.error !== null) ?? build.steps.at(-1));
  const missed = firstMisses(build);
  const rows = build.steps.map(
    (step): BuildStepRow => ({
      number: step.number,
      instruction: safeText(step.instruction),
      step,
      cache: step.cached ? 'hit' : missed.has(step) ? 'first-miss' : 'none',
      error: step === failed ? stepError(build) : null,
    }),
  );
  return [...rows, ...notReached(build)];
}

/** One for each stage. With `--no-cache` every step is a miss, and none of them tells anything. */
function firstMisses(build: Build): ReadonlySet<BuildStep> {
  const first = new Map<string | null, BuildStep>();
  if (build.noCache) return new Set();
  const from = build.steps.findIndex((step) => isFrom(step));
  for (const [index, step] of build.steps.entries()) {
    if (step.cached || isFrom(step) || index <= from || first.has(step.stage)) continue;
    first.set(step.stage, step);
  }
  return new Set(first.values());
}

function isFrom(step: BuildStep): boolean {
  return /^from\s/i.test(step.instruction);
}

/** What the Dockerfile says would have come next, as far as the builder counted it. */
function notReached(build: Build): readonly BuildStepRow[] {
  const last = build.steps.at(-1);
  if (last === undefined || last.number >= last.total || build.dockerfile === null) return [];
  const instructions = dockerfileInstructions(safeLines(build.dockerfile));
  const reached = stepOfInstruction(instructions, build.steps).indexOf(last);
  if (reached === -1) return [];
  return instructions.slice(reached + 1, reached + 1 + last.total - last.number).map(({ text }, index) => ({
    number: last.number + 1 + index,
    instruction: text,
    step: null,
    cache: 'none',
    error: null,
  }));
}
