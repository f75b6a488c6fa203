import { indented, joinCells, wrapped } from '../text/line.ts';
import type { Paint, Palette } from '../text/palette.ts';
import type { TextOptions } from '../text/text-options.ts';
import type { Marks } from '../view-model/marks.ts';
import type { DoctorReport } from './doctor-report.ts';
import type { Step } from './step.ts';

const BENEATH = 6;

/** A line for each step, and beneath it what to do. */
export function doctorLines(report: DoctorReport, options: TextOptions): readonly string[] {
  const { palette } = options;
  const width = Math.max(...report.steps.map(({ name }) => name.length));
  const how = { verified: '  with TLS', unverified: '  with TLS, unverified' } as const;
  const address = `${report.address}${report.tls === null ? '' : how[report.tls]}`;
  return [
    ...wrapped(`A docker client here would use  ${address}`, 0, options, palette.named),
    ...(report.reasons.length === 0 ? [] : wrapped(`because ${inWords(report.reasons)}`, 2, options)),
    ...report.steps.flatMap((step) => stepLines(step, width, options)),
  ];
}

function stepLines(step: Step, width: number, options: TextOptions): readonly string[] {
  const { marks, palette } = options;
  const { name, state, words, fix, details } = step;
  const paint = paintOf(state, palette);
  const beside = 2 + 1 + 1 + width + 2;
  // A long sentence goes on beneath its own beginning.
  const [first = '', ...rest] = wrapped(words, 0, { ...options, width: room(options.width, beside) });
  const sign = `  ${marks[MARKS[state]]} ${name.padEnd(width)}`;
  return [
    joinCells([{ text: sign, paint }, { text: first }], options),
    ...rest.map((line) => indented(line, beside, options)),
    ...details.map((line) => indented(line, BENEATH, options, palette.context)),
    ...(fix === null ? [] : wrapped(fix, BENEATH, options)),
  ];
}

const MARKS: Readonly<Record<Step['state'], keyof Marks>> = {
  ok: 'ok',
  warning: 'warning',
  failed: 'failed',
  'not-tried': 'none',
};

function paintOf(state: Step['state'], palette: Palette): Paint {
  if (state === 'ok') return palette.done;
  if (state === 'not-tried') return palette.context;
  return state === 'failed' ? palette.failed : palette.warning;
}

const NARROWEST = 30;

function room(width: number | null, beside: number): number | null {
  return width === null ? null : Math.max(NARROWEST, width - beside);
}

/** `a, b, and c`; a comma also where a clause has an `and` of its own. */
function inWords(clauses: readonly string[]): string {
  if (clauses.length < 3 && !clauses.some((clause) => clause.includes(' and '))) return clauses.join(' and ');
  if (clauses.length < 2) return clauses.join('');
  return `${clauses.slice(0, -1).join(', ')}, and ${clauses.at(-1)}`;
}
