import type { Build } from '../../model/build.ts';
import type { BuildStepRow } from '../view-model/build-step-rows.ts';
import { dockerfileSteps } from '../view-model/dockerfile-steps.ts';
import { safeText } from '../view-model/safe-text.ts';
import { cut } from './exchanges-part.ts';

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
  const steps = dockerfileSteps(build);
  if (steps === null) return null;
  const blamed = build.buildkit?.errorSource ?? null;
  const lines = steps.lines.map((text, index): DockerfileLine => {
    const number = index + 1;
    return {
      number,
      text: cut(text, LONGEST_LINE),
      row: steps.rows.get(index) ?? null,
      blamed: blamed !== null && number >= blamed.first && number <= blamed.last,
    };
  });
  const failed = lines.findIndex(({ row, blamed: here }) => here || (row !== null && row.error !== null));
  const start = failed < MOST_LINES ? 0 : failed - Math.floor(MOST_LINES / 2);
  const shown = lines.slice(start, start + MOST_LINES);
  const after = lines.length - start - shown.length;
  return { path: safeText(build.dockerfilePath), lines: shown, before: start, after };
}
