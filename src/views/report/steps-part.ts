import type { Build } from '../../model/build.ts';
import { type WaterfallRow, waterfallRows } from '../view-model/build-waterfall.ts';
import { safeLines, safeText } from '../view-model/safe-text.ts';
import { cut } from './exchanges-part.ts';

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
  /** The build ended when it did because of this one, as BuildKit's graph tells. */
  readonly critical: boolean;
  readonly startMs: number | null;
  readonly durationMs: number | null;
  readonly error: string | null;
  /** The last lines that it printed, where it failed. */
  readonly output: readonly string[];
}

const MOST_ROWS = 120;
const MOST_OUTPUT_LINES = 60;
const LONGEST_LINE = 500;
const LONGEST_INSTRUCTION = 400;

export function stepsPart(build: Build): StepsPart | null {
  const all = inOrder(waterfallRows(build).map((row) => stepLine(row, build)));
  if (all.length === 0) return null;
  const steps = all.filter(({ kind }) => kind === 'step');
  const rows = all.length <= MOST_ROWS ? all : longest(all);
  const times = rows.flatMap(({ startMs, durationMs }) =>
    startMs === null ? [] : [{ startMs, endMs: startMs + (durationMs ?? 0) }],
  );
  const reached = steps.filter(({ state }) => state !== 'not-reached');
  return {
    rows,
    more: all.length - rows.length,
    startMs: times.reduce((first, { startMs }) => Math.min(first, startMs), times[0]?.startMs ?? 0),
    endMs: times.reduce((last, { endMs }) => Math.max(last, endMs), 0),
    reached: reached.length,
    cached: reached.filter(({ state }) => state === 'cached').length,
    firstMiss: steps.find(({ state }) => state === 'first-miss') ?? null,
  };
}

function stepLine(row: WaterfallRow, build: Build): StepLine {
  const { step, critical } = row;
  // BuildKit's own work has no number.
  const kind = row.number === 0 ? 'around' : 'step';
  const total = step?.total || build.steps.at(-1)?.total || 0;
  const error = row.error ?? step?.error ?? null;
  return {
    label: row.label.includes('/') || kind === 'around' || total === 0 ? row.label : `${row.label}/${total}`,
    instruction: cut(row.instruction, LONGEST_INSTRUCTION),
    state: stateOf(row),
    kind,
    critical,
    startMs: step?.startMs ?? null,
    durationMs: step?.durationMs ?? null,
    error: error === null ? null : cut(safeText(error), LONGEST_INSTRUCTION),
    output: kind === 'step' && row.error !== null && step !== null ? lastLines(step.output) : [],
  };
}

function stateOf({ step, cache, error }: WaterfallRow): StepLine['state'] {
  if (step === null) return 'not-reached';
  if (error !== null || step.error !== null) return 'failed';
  if (cache === 'hit') return 'cached';
  if (step.durationMs === null) return 'running';
  return cache === 'first-miss' ? 'first-miss' : 'done';
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

function lastLines(output: string): readonly string[] {
  const lines = safeLines(output).filter((line) => line.trim() !== '');
  return lines.slice(-MOST_OUTPUT_LINES).map((line) => cut(line, LONGEST_LINE));
}
