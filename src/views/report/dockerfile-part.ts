import type { Build, BuildStep } from '../../model/build.ts';
import { type BuildStepRow, buildStepRows } from '../view-model/build-step-rows.ts';
import {
  type DockerfileInstruction,
  dockerfileInstructions,
  stepOfInstruction,
} from '../view-model/dockerfile-instructions.ts';
import { safeLines, safeText } from '../view-model/safe-text.ts';

/** A Dockerfile with what became of each instruction. Texts are safe to print. */
export interface DockerfilePart {
  readonly path: string;
  readonly lines: readonly DockerfileLine[];
  /** Lines that are left out, before and after those. */
  readonly before: number;
  readonly after: number;
}

export interface DockerfileLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** How the instruction that begins here went; null for other lines, and for what made no step. */
  readonly row: BuildStepRow | null;
  /** The builder named this line as the place of its error. */
  readonly blamed: boolean;
}

const MOST_LINES = 300;
const LONGEST_LINE = 400;

export function dockerfilePart(build: Build): DockerfilePart | null {
  if (build.dockerfile === null) return null;
  const source = safeLines(build.dockerfile);
  const instructions = dockerfileInstructions(source);
  const rows = new Map(buildStepRows(build).map((row) => [row.step, row]));
  const steps =
    build.builder === 'buildkit'
      ? stepsByStage(instructions, build.steps)
      : stepOfInstruction(instructions, build.steps);
  const rowOfLine = new Map<number, BuildStepRow>();
  for (const [index, { firstLine }] of instructions.entries()) {
    const step = steps[index] ?? null;
    const row = step === null ? undefined : rows.get(step);
    if (row !== undefined) rowOfLine.set(firstLine, row);
  }
  const blamed = build.buildkit?.errorSource ?? null;
  const lines = source.map((text, index): DockerfileLine => {
    const number = index + 1;
    return {
      number,
      text: text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text,
      row: rowOfLine.get(index) ?? null,
      blamed: blamed !== null && number >= blamed.first && number <= blamed.last,
    };
  });
  const failed = lines.findIndex(({ row, blamed: here }) => here || (row !== null && row.error !== null));
  const start = failed < MOST_LINES ? 0 : failed - Math.floor(MOST_LINES / 2);
  const shown = lines.slice(start, start + MOST_LINES);
  const after = lines.length - start - shown.length;
  return { path: safeText(build.dockerfilePath), lines: shown, before: start, after };
}

/** Instructions that BuildKit makes a step of; it counts them in each stage. */
const MAKES_STEP = /^(from|run|copy|add|workdir)\s/i;
const IS_FROM = /^from\s/i;
const STAGE_NAME = /^from\s.*\sas\s+(\S+)\s*$/i;

/** BuildKit runs stages side by side, so its steps are found by their stage and their number in it. */
function stepsByStage(
  instructions: readonly DockerfileInstruction[],
  steps: readonly BuildStep[],
): readonly (BuildStep | null)[] {
  const found = new Map(steps.map((step) => [`${step.stage ?? ''} ${step.number}`, step]));
  const single = steps.every(({ stage }) => stage === null);
  let stages = -1;
  let stage = '';
  let number = 0;
  return instructions.map(({ text }) => {
    if (!MAKES_STEP.test(text)) return null;
    if (IS_FROM.test(text)) {
      stages += 1;
      stage = single ? '' : (STAGE_NAME.exec(text)?.[1]?.toLowerCase() ?? `stage-${stages}`);
      number = 0;
      const first = found.get(`${stage} 1`);
      // What begins from nothing or from another stage has no step for it.
      if (first === undefined || !IS_FROM.test(first.instruction)) return null;
    }
    number += 1;
    const step = found.get(`${stage} ${number}`);
    const [keyword = ''] = text.split(/\s/, 1);
    const isIt = step?.instruction.toUpperCase().startsWith(keyword.toUpperCase()) === true;
    return isIt ? step : null;
  });
}
