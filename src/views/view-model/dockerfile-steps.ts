import type { Build } from '../../model/build.ts';
import { type BuildStepRow, buildStepRows } from './build-step-rows.ts';
import { dockerfileInstructions, stepOfInstruction } from './dockerfile-instructions.ts';
import { safeLines } from './safe-text.ts';

/** A Dockerfile's lines, safe to print, and by the line (from 0) where an instruction begins how its step went. */
export interface DockerfileSteps {
  readonly lines: readonly string[];
  readonly rows: ReadonlyMap<number, BuildStepRow>;
}

/** Null where the Dockerfile was not seen. */
export function dockerfileSteps(build: Build): DockerfileSteps | null {
  if (build.dockerfile === null) return null;
  const lines = safeLines(build.dockerfile);
  const instructions = dockerfileInstructions(lines);
  const rowOfStep = new Map(buildStepRows(build).map((row) => [row.step, row]));
  const steps = stepOfInstruction(instructions, build.steps);
  const rows = new Map<number, BuildStepRow>();
  for (const [index, { firstLine }] of instructions.entries()) {
    const step = steps[index] ?? null;
    const row = step === null ? undefined : rowOfStep.get(step);
    if (row !== undefined) rows.set(firstLine, row);
  }
  return { lines, rows };
}
