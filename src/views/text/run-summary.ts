import type { BuildStepRow } from '../view-model/build-step-rows.ts';
import { formatBytes, formatCount, formatQuantity } from '../view-model/format-bytes.ts';
import { formatDuration } from '../view-model/format-duration.ts';
import type { BuildReport, ContextPart, ContextReport, RunReport } from '../view-model/run-report.ts';
import { safeText } from '../view-model/safe-text.ts';
import { indented } from './line.ts';
import { table } from './table.ts';
import type { TextOptions } from './text-options.ts';

/** What is known of a command's run without its traffic. Text is safe to print. */
export interface RunFacts {
  /** The command in a few words. */
  readonly command: string;
  /** `exited with 1`, `was ended by SIGTERM`. */
  readonly ending: string;
  readonly tookMs: number;
  /** Address of the proxy. */
  readonly through: string;
  /** Payload bytes each way. */
  readonly up: number;
  readonly down: number;
  /** What went wrong with the proxy itself. */
  readonly warnings: readonly string[];
  /** The capture that is kept; null where there is none. */
  readonly capture: { readonly path: string; readonly bytes: number } | null;
}

/** All steps are listed up to this many; of more, the slowest. */
const MAX_STEPS = 15;
const SLOWEST_STEPS = 8;
const MAX_INSTRUCTION_WIDTH = 64;

/** Columns of signs before the words, and of what belongs to a line above. */
const WORDS = 4;
const BENEATH = 6;

/** The last lines of `run`: what happened between the command and its daemon. */
export function runSummaryLines(report: RunReport, facts: RunFacts, options: TextOptions): readonly string[] {
  const { marks, palette } = options;
  const head = `dind-sniff: ${facts.command} ${facts.ending} after ${formatDuration(facts.tookMs)} through ${facts.through}`;
  return [
    indented(head, 0, options, palette.named),
    ...facts.warnings.map((words) => warning(words, options)),
    indented(totals(report, facts), WORDS, options),
    ...report.failures.map(({ operation, status, message }) => {
      const words = message === null ? ` ${status.words}` : `: ${message}`;
      const paint = status.sign === 'failed' ? palette.failed : palette.warning;
      return indented(`${marks[status.sign]} ${operation}${words}`, 2, options, paint);
    }),
    ...more(report.moreFailures, 'failure', options),
    ...report.builds.flatMap((build) => buildLines(build, options)),
    ...more(report.moreBuilds, 'build', options),
    ...(report.logins.length === 0
      ? []
      : [indented(`credentials sent for ${report.logins.join(', ')}`, WORDS, options)]),
    ...(facts.capture === null ? [] : [captureLine(facts.capture, options)]),
  ];
}

function totals({ operations, calls, failed }: RunReport, { up, down }: RunFacts): string {
  if (operations + calls === 0) return 'the command said nothing to a Docker daemon';
  const failures = failed === 0 ? '' : `, ${formatCount(failed)} failed`;
  const beneath = calls === 0 ? '' : ` and ${formatQuantity(calls, 'gRPC call')}`;
  return `${formatQuantity(operations, 'operation')}${beneath}${failures}, up ${formatBytes(up)}, down ${formatBytes(down)}`;
}

function buildLines(build: BuildReport, options: TextOptions): readonly string[] {
  const { marks, palette } = options;
  const { failure, context, accounts } = build;
  const sign = marks[failure === null ? build.status.sign : 'failed'];
  const heading = indented(
    `${sign} ${headingWords(build)}`,
    2,
    options,
    failure === null ? undefined : palette.failed,
  );
  return [
    heading,
    ...(failure?.output ?? []).map((line) => indented(line, BENEATH, options, palette.context)),
    ...(context === null ? [] : contextLines(context, options)),
    ...build.facts.map((fact) => indented(fact, WORDS, options)),
    ...(accounts.length === 0 ? [] : [credentialsLine(build, options)]),
    ...cacheLines(build, options),
    ...stepLines(build.steps, options),
  ];
}

function headingWords({ title, status, tookMs, failure }: BuildReport): string {
  if (failure === null) {
    const how = status.sign === 'ok' ? '' : ` ${status.words}`;
    return title + how + (tookMs === null ? '' : ` in ${formatDuration(tookMs)}`);
  }
  const { step, message } = failure;
  if (step === null) return `${title} failed: ${message}`;
  const total = step.step?.total ? `/${step.step.total}` : '';
  return `${title} failed at step ${step.number}${total} ${step.instruction}: ${message}`;
}

function contextLines(context: ContextReport, options: TextOptions): readonly string[] {
  const { parts, largestFiles, sensitive, moreSensitive } = context;
  const size = `context ${context.size}`;
  const largest = parts.length === 0 ? '' : `: ${parts.map(partWords).join(', ')}`;
  const lines = [indented(size + largest, WORDS, options)];
  if (largestFiles.length > 0) {
    lines.push(indented(`largest files below: ${largestFiles.map(partWords).join(', ')}`, BENEATH, options));
  }
  if (sensitive.length > 0) {
    const others = moreSensitive === 0 ? '' : ` and ${formatCount(moreSensitive)} more`;
    const verb = sensitive.length + moreSensitive === 1 ? 'was' : 'were';
    lines.push(
      warning(
        `${sensitive.join(', ')}${others} ${verb} sent; .dockerignore keeps such files at home`,
        options,
      ),
    );
  }
  return lines;
}

function partWords({ path, bytes, share }: ContextPart): string {
  return `${path} ${formatBytes(bytes)} (${(share * 100).toFixed(0)} %)`;
}

function credentialsLine({ accounts, builder }: BuildReport, options: TextOptions): string {
  const advice = builder === 'classic' ? '; use BuildKit, or a config.json for this job only' : '';
  return warning(`credentials were sent with this build: ${accounts.join(', ')}${advice}`, options);
}

function cacheLines({ steps }: BuildReport, options: TextOptions): readonly string[] {
  const reached = steps.filter((row) => row.step !== null);
  if (reached.length === 0) return [];
  const cached = reached.filter((row) => row.cache === 'hit').length;
  const missed = reached.find((row) => row.cache === 'first-miss');
  const words = [`${formatCount(cached)} of ${formatQuantity(steps.length, 'step')} cached`];
  if (missed !== undefined) words.push(`first miss at step ${missed.number} ${missed.instruction}`);
  return [indented(words.join('; '), WORDS, options)];
}

function stepLines(steps: readonly BuildStepRow[], options: TextOptions): readonly string[] {
  const { marks } = options;
  const shown = steps.length <= MAX_STEPS ? steps : slowest(steps);
  if (shown.length === 0) return [];
  const columns = [
    { title: '' },
    { title: '#', align: 'right' },
    { title: 'STEP', widest: MAX_INSTRUCTION_WIDTH },
    { title: 'TOOK', align: 'right' },
    { title: 'CACHE' },
  ] as const;
  const rows = shown.map(({ number, instruction, step, cache, error }) => [
    '',
    String(number),
    step === null || step.stage === null ? instruction : `[${safeText(step.stage)}] ${instruction}`,
    step === null || step.durationMs === null ? marks.none : formatDuration(step.durationMs),
    error !== null ? `${marks.failed} failed` : step === null ? 'not reached' : CACHE_WORDS[cache],
  ]);
  return [...table(columns, rows, options), ...more(steps.length - shown.length, 'step', options)];
}

const CACHE_WORDS: Readonly<Record<BuildStepRow['cache'], string>> = {
  hit: 'hit',
  'first-miss': 'MISS',
  none: '',
};

/** The slowest, where it went wrong and where the cache ended, in the order of the build. */
function slowest(steps: readonly BuildStepRow[]): readonly BuildStepRow[] {
  const took = (row: BuildStepRow): number => row.step?.durationMs ?? -1;
  const chosen = new Set([...steps].sort((one, other) => took(other) - took(one)).slice(0, SLOWEST_STEPS));
  return steps.filter((row) => chosen.has(row) || row.error !== null || row.cache === 'first-miss');
}

function captureLine({ path, bytes }: { path: string; bytes: number }, options: TextOptions): string {
  const words = `capture: ${path} (${formatBytes(bytes)}, holds every secret that was sent)`;
  return indented(`${words}  open it: dind-sniff -r ${path}`, 2, options);
}

function warning(words: string, options: TextOptions): string {
  return indented(`${options.marks.warning} ${words}`, 2, options, options.palette.warning);
}

function more(count: number, thing: string, options: TextOptions): readonly string[] {
  return count === 0 ? [] : [indented(`and ${formatQuantity(count, `more ${thing}`)}`, WORDS, options)];
}
