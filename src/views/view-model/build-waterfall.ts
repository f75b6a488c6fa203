import type { Build, BuildStep } from '../../model/build.ts';
import type { BuildKitFacts, BuildVertex } from '../../model/buildkit.ts';
import { type BuildStepRow, buildStepRows } from './build-step-rows.ts';
import { formatBytes } from './format-bytes.ts';
import { safeText } from './safe-text.ts';

/** One bar of a build's waterfall: a step, or what the builder does around the steps. */
export interface WaterfallRow extends BuildStepRow {
  /** `4`, or with BuildKit, which counts the steps of each stage, `final 3/4`; empty for the builder's own. */
  readonly label: string;
  /** The build ended when it did because of this one: nothing on the way to its end was waited for longer. */
  readonly critical: boolean;
}

/** In the order of their start; what was not reached comes last. */
export function waterfallRows(build: Build): readonly WaterfallRow[] {
  const rows = buildStepRows(build);
  if (build.buildkit === null || build.buildkit.vertices.length === 0) {
    return rows.map((row) => ({ ...row, label: String(row.number), critical: false }));
  }
  return graphRows(build.steps, rows, build.buildkit);
}

function graphRows(
  steps: readonly BuildStep[],
  rows: readonly BuildStepRow[],
  { vertices }: BuildKitFacts,
): readonly WaterfallRow[] {
  const rowOf = new Map(rows.map((row) => [row.step, row]));
  const stepOf = new Map(steps.map((step) => [vertexName(step), step]));
  const critical = criticalPath(vertices);
  return vertices.map((vertex): WaterfallRow => {
    const step = stepOf.get(vertex.name);
    const known = step === undefined ? undefined : rowOf.get(step);
    const isCritical = critical.has(vertex);
    if (step !== undefined && known !== undefined) {
      const place = `${step.number}/${step.total}`;
      return {
        ...known,
        label: step.stage === null ? place : safeText(`${step.stage} ${place}`),
        critical: isCritical,
      };
    }
    return { ...ownRow(vertex), critical: isCritical };
  });
}

/** As BuildKit calls the vertex of a step. */
function vertexName({ stage, number, total, instruction }: BuildStep): string {
  return `[${stage === null ? '' : `${stage} `}${number}/${total}] ${instruction}`;
}

/** `[internal] load build context`, `exporting to image`, and steps that never started. */
function ownRow(vertex: BuildVertex): Omit<WaterfallRow, 'critical'> {
  const name = safeText(vertex.name.replace(/^\[internal\] /, ''));
  const start = vertex.intervals[0]?.startMs ?? null;
  return {
    label: '',
    number: 0,
    instruction: name,
    cache: vertex.cached ? 'hit' : 'none',
    error: null,
    step: start === null ? null : ownStep(vertex, name, start),
  };
}

function ownStep(vertex: BuildVertex, instruction: string, startMs: number): BuildStep {
  const end = endOf(vertex);
  return {
    number: 0,
    total: 0,
    stage: null,
    instruction,
    cached: vertex.cached,
    startMs,
    durationMs: end === null ? null : end - startMs,
    containerId: null,
    imageId: null,
    quietMs: 0,
    lastNewsMs: null,
    output: vertex.progress
      .map(({ id, current }) => `${id}${current > 0 ? ` ${formatBytes(current)}` : ''}`)
      .join('\n'),
    error: vertex.error,
  };
}

/** Null while it runs, and for what never started. */
function endOf({ intervals }: BuildVertex): number | null {
  return intervals.at(-1)?.endMs ?? null;
}

/**
 * From the vertex that ended last back to the first: of what each one had to wait for, that which ended last.
 * The exporter and the loading of images name no inputs; they begin when something else has ended.
 */
export function criticalPath(vertices: readonly BuildVertex[]): ReadonlySet<BuildVertex> {
  const byDigest = new Map(vertices.map((vertex) => [vertex.digest, vertex]));
  const path = new Set<BuildVertex>();
  let current = latest(vertices);
  while (current !== null && !path.has(current)) {
    path.add(current);
    const start: number = current.intervals[0]?.startMs ?? 0;
    const inputs: readonly BuildVertex[] = current.inputs.flatMap((digest) => byDigest.get(digest) ?? []);
    const before = (inputs.length > 0 ? inputs : vertices).filter(
      (vertex) => (endOf(vertex) ?? Infinity) <= start,
    );
    current = latest(before);
  }
  return path;
}

function latest(vertices: readonly BuildVertex[]): BuildVertex | null {
  let last: BuildVertex | null = null;
  for (const vertex of vertices) {
    if (endOf(vertex) !== null && (last === null || endOf(vertex)! > endOf(last)!)) last = vertex;
  }
  return last;
}
