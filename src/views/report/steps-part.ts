import type { Build } from '../../model/build.ts';
import { type BuildStepRow, buildStepRows } from '../view-model/build-step-rows.ts';
import { safeLines, safeText } from '../view-model/safe-text.ts';

/** How a build went, step by step, in the order of its time. Texts are safe to print. */
export interface StepsPart {
  readonly rows: readonly StepLine[];
  /** Rows that are left out: the shortest ones. */
  readonly more: number;
  /** Milliseconds since the request's first byte, of everything that is drawn. */
  readonly startMs: number;
  readonly endMs: number;
  readonly reached: number;
  readonly cached: number;
  /** The first step that could not come from the cache. */
  readonly firstMiss: StepLine | null;
}

export interface StepLine {
  /** `4/17`, `base 1/2`; empty for what the builder does beside the steps. */
  readonly label: string;
  readonly instruction: string;
  readonly state: 'failed' | 'cached' | 'first-miss' | 'done' | 'running' | 'not-reached';
  /** A step of the Dockerfile, or what BuildKit does around them. */
  readonly kind: 'step' | 'around';
  readonly startMs: number | null;
  readonly durationMs: number | null;
  readonly intervals: readonly { readonly startMs: number; readonly endMs: number }[];
  readonly error: string | null;
  /** The last lines that it printed, where it failed. */
  readonly output: readonly string[];
}

const MOST_ROWS = 120;
const MOST_OUTPUT_LINES = 60;
const LONGEST_LINE = 500;
const LONGEST_INSTRUCTION = 400;

/** Vertices that are steps of the Dockerfile are named `[stage 1/4] RUN …`, all others otherwise. */
const IS_STEP = /^\[(?:.+ )?\d+\/\d+\] /;

export function stepsPart(build: Build): StepsPart | null {
  const steps = buildStepRows(build).map((row) => stepLine(row, build));
  const all = inOrder([...steps, ...around(build)]);
  if (all.length === 0) return null;
  const rows = all.length <= MOST_ROWS ? all : longest(all);
  const intervals = rows.flatMap((row) => row.intervals);
  const reached = steps.filter(({ state }) => state !== 'not-reached');
  return {
    rows,
    more: all.length - rows.length,
    startMs: intervals.reduce((first, { startMs }) => Math.min(first, startMs), intervals[0]?.startMs ?? 0),
    endMs: intervals.reduce((last, { endMs }) => Math.max(last, endMs), 0),
    reached: reached.length,
    cached: reached.filter(({ state }) => state === 'cached').length,
    firstMiss: steps.find(({ state }) => state === 'first-miss') ?? null,
  };
}

function stepLine(row: BuildStepRow, build: Build): StepLine {
  const { step, error } = row;
  const total = step?.total ?? build.steps.at(-1)?.total ?? 0;
  const stage = step?.stage == null ? '' : `${safeText(step.stage)} `;
  const duration = step?.durationMs ?? null;
  return {
    label: `${stage}${row.number}${total > 0 ? `/${total}` : ''}`,
    instruction: row.instruction.slice(0, LONGEST_INSTRUCTION),
    state: stateOf(row),
    kind: 'step',
    startMs: step?.startMs ?? null,
    durationMs: duration,
    intervals: step === null ? [] : [{ startMs: step.startMs, endMs: step.startMs + (duration ?? 0) }],
    error,
    output: error === null || step === null ? [] : lastLines(step.output),
  };
}

function stateOf({ step, cache, error }: BuildStepRow): StepLine['state'] {
  if (error !== null) return 'failed';
  if (step === null) return 'not-reached';
  if (cache === 'hit') return 'cached';
  if (step.durationMs === null) return 'running';
  return cache === 'first-miss' ? 'first-miss' : 'done';
}

/** Loading the context, pulling, exporting: often what took the time. */
function around({ buildkit }: Build): readonly StepLine[] {
  const vertices = buildkit?.vertices ?? [];
  return vertices
    .filter(({ name, intervals }) => !IS_STEP.test(name) && intervals.length > 0)
    .map(({ name, intervals, cached, error }): StepLine => {
      const ended = intervals.map(({ startMs, endMs }) => ({ startMs, endMs: endMs ?? startMs }));
      const running = intervals.some(({ endMs }) => endMs === null);
      const done = cached ? 'cached' : running ? 'running' : 'done';
      return {
        label: '',
        instruction: safeText(name.slice(0, LONGEST_INSTRUCTION)),
        state: error === null ? done : 'failed',
        kind: 'around',
        startMs: ended[0]?.startMs ?? null,
        durationMs: running ? null : ended.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
        intervals: ended,
        error: error === null ? null : safeText(error.slice(0, LONGEST_INSTRUCTION)),
        output: [],
      };
    });
}

/** By their start; what was not reached stays last. */
function inOrder(rows: readonly StepLine[]): readonly StepLine[] {
  const at = ({ startMs }: StepLine): number => startMs ?? Number.MAX_VALUE;
  return [...rows].sort((one, other) => at(one) - at(other));
}

/** What failed and where the cache ended is never left out. */
function longest(rows: readonly StepLine[]): readonly StepLine[] {
  const weight = ({ state, durationMs }: StepLine): number =>
    state === 'failed' || state === 'first-miss' ? Number.MAX_VALUE : (durationMs ?? -1);
  const kept = new Set([...rows].sort((one, other) => weight(other) - weight(one)).slice(0, MOST_ROWS));
  return rows.filter((row) => kept.has(row));
}

export function lastLines(output: string): readonly string[] {
  const lines = safeLines(output).filter((line) => line.trim() !== '');
  return lines
    .slice(-MOST_OUTPUT_LINES)
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line));
}
