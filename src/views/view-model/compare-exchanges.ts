import type { Build, BuildStep } from '../../model/build.ts';
import type { Exchange } from '../../model/exchange.ts';
import { type BuildStepRow, buildStepRows } from './build-step-rows.ts';
import { type ContextDifference, compareContexts } from './compare-contexts.ts';
import { exchangeRow, titleWords } from './exchange-row.ts';
import { cutText, padText, textWidth } from './fit-text.ts';
import { formatBytes, formatCount, formatQuantity } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { clockTime } from './format-time.ts';
import { STATUS_STYLES } from './list-lines.ts';
import { linesPane, type PaneMaker, type PaneView } from './pane.ts';
import { safeText } from './safe-text.ts';
import { exchangeStatus, statusText } from './status.ts';
import { fitLine, line, type Span, type StyledLine, span, wrapLine } from './styled-line.ts';

/** Differences of contexts that are listed; two contexts that have nothing in common have as many as files. */
const MAX_DIFFERENCES = 2000;

/** What is not the same in two exchanges, the earlier one first; of two builds their steps and files. */
export function compareMaker(before: Exchange, after: Exchange): PaneMaker {
  return (view) => {
    const lines: StyledLine[] = [[], titleLine('A', before, view), titleLine('B', after, view), []];
    const one = before.docker.build;
    const other = after.docker.build;
    if (one !== null && other !== null) {
      lines.push(...stepLines(one, other, view), [], ...contextLines(one, other, view), []);
    }
    lines.push(...factLines(before, after, view));
    const width = view.width - 1;
    return linesPane(lines.map((styled) => fitLine(styled, width, view.symbols.ellipsis)));
  };
}

function titleLine(name: string, exchange: Exchange, { symbols, utcOffset }: PaneView): StyledLine {
  const { at, status, tookMs } = exchangeRow(exchange);
  return line(
    span(` ${name}  `, 'key'),
    span(`${titleWords(exchange)}  `, 'strong'),
    span(statusText(status, symbols), STATUS_STYLES[status.sign]),
    tookMs === null ? '' : ` after ${formatDuration(tookMs)}`,
    span(
      `  exchange ${exchange.id}${at === null ? '' : ` ${symbols.between} ${clockTime(at, utcOffset)}`}`,
      'dim',
    ),
  );
}

const CELL_WIDTH = 18;

/** A step of either build, or of both. */
interface StepPair {
  readonly label: string;
  readonly old: BuildStep | null;
  readonly row: BuildStepRow | null;
}

/** Steps of one number are compared; with BuildKit those of one number in one stage. */
function stepPairs(before: Build, after: Build): readonly StepPair[] {
  const old = new Map(before.steps.map((step, index) => [stepKey(step, index), step]));
  const pairs = buildStepRows(after).map((row, index): StepPair => {
    const key = row.step === null ? String(index) : stepKey(row.step, index);
    const pair = { label: stepLabel(row.step, index), old: old.get(key) ?? null, row };
    old.delete(key);
    return pair;
  });
  const gone = before.steps.flatMap((step, index): readonly StepPair[] =>
    old.has(stepKey(step, index)) ? [{ label: stepLabel(step, index), old: step, row: null }] : [],
  );
  return [...pairs, ...gone];
}

function stepKey({ stage, number }: BuildStep, index: number): string {
  return stage === null ? String(index) : JSON.stringify([stage, number]);
}

function stepLabel(step: BuildStep | null, index: number): string {
  return step?.stage == null ? String(index + 1) : safeText(`${step.stage} ${step.number}`);
}

const MOST_LABEL = 14;

/** Steps by their number, what each cost in either build, and where the cache of the later one broke. */
function stepLines(before: Build, after: Build, view: PaneView): readonly StyledLine[] {
  const { symbols, width } = view;
  const pairs = stepPairs(before, after);
  if (pairs.length === 0) return [];
  const labelWidth = Math.min(MOST_LABEL, Math.max(3, ...pairs.map(({ label }) => textWidth(label))));
  const room = Math.max(16, width - labelWidth - 1 - 2 * (CELL_WIDTH + 2) - 6);
  const broken = pairs.find(({ row, old }) => {
    if (row === null) return false;
    const { step, cache } = row;
    return cache === 'first-miss' || (step !== null && !step.cached && old?.cached === true);
  });
  const lines: StyledLine[] = [
    line(
      span(` ${padText('#', labelWidth, 'right')}  ${padText('STEP', room)}  `, 'heading'),
      span(`${padText('A', CELL_WIDTH)}  ${padText('B', CELL_WIDTH)}`, 'heading'),
    ),
  ];
  for (const pair of pairs) {
    const { old, row, label } = pair;
    const instruction = row?.instruction ?? safeText(old?.instruction ?? '');
    const isOther = old !== null && row !== null && safeText(old.instruction) !== row.instruction;
    lines.push([
      span(` ${padText(cutText(label, labelWidth, symbols.ellipsis), labelWidth, 'right')}  `, 'dim'),
      span(
        `${padText(cutText(instruction, room, symbols.ellipsis), room)}  `,
        pair === broken ? 'strong' : 'plain',
      ),
      stepCell(old, view),
      span('  '),
      stepCell(row?.step ?? null, view),
    ]);
    if (isOther) {
      lines.push([span(`      was ${safeText(old.instruction)}`, 'status.warning')]);
    }
  }
  if (broken !== undefined) {
    lines.push([], ...wrapLine(brokenLine(before, after, broken, view), width - 1, 3));
  }
  return lines;
}

function stepCell(step: BuildStep | null, { symbols }: PaneView): Span {
  const cell = (words: string) => padText(words, CELL_WIDTH);
  if (step === null) return span(cell(symbols.none), 'dim');
  if (step.error !== null) return span(cell(`${symbols.failed} failed`), 'status.error');
  if (step.cached) return span(cell(`${symbols.ok} cached`), 'status.ok');
  return span(cell(step.durationMs === null ? 'not ended' : formatDuration(step.durationMs)));
}

/** Which step broke the cache, and why as far as it can be seen. */
function brokenLine(before: Build, after: Build, { label, old, row }: StepPair, view: PaneView): StyledLine {
  const step = row?.step ?? null;
  const words = [
    span(` ${view.symbols.warning} `, 'status.warning'),
    span(`The cache broke at step ${label}, `, 'strong'),
    span(`${safeText(step?.instruction ?? '')}: `),
  ];
  if (after.noCache) return [...words, span('the build was asked not to use it.')];
  if (old !== null && step !== null && old.instruction !== step.instruction) {
    return [...words, span('the instruction is another one.')];
  }
  const isCopy = /^(copy|add)\s/i.test(step?.instruction ?? '');
  const { differences } = compareContexts(before.context?.entries ?? [], after.context?.entries ?? []);
  if (!isCopy) return [...words, span('its result was not there any more, or it never is kept.')];
  const touched = differences.filter(({ path }) => mayCopy(step?.instruction ?? '', path));
  if (touched.length === 0) return [...words, span('no difference of the files tells why.')];
  const named = touched.slice(0, 3).map(({ path, kind }) => `${safeText(path)} ${WORDS[kind]}`);
  const more = touched.length > 3 ? ` and ${formatCount(touched.length - 3)} more` : '';
  return [...words, span(`${named.join(', ')}${more}.`)];
}

const WORDS = { added: 'is new', removed: 'is gone', changed: 'changed' } as const;

/** Whether `COPY a b* /dst` may take a path; a source that is no plain pattern may take all. */
function mayCopy(instruction: string, path: string): boolean {
  const words = instruction
    .replace(/^\S+\s+/, '')
    .split(/\s+/)
    .filter((word) => !word.startsWith('--'));
  const sources = words.slice(0, -1);
  if (sources.length === 0 || instruction.includes('[')) return true;
  return sources.some((source) => {
    const parts = source.split('/').filter((part) => part !== '' && part !== '.');
    const names = path.split('/');
    return parts.length <= names.length && parts.every((part, index) => hasForm(names[index] ?? '', part));
  });
}

/** Whether a name has the form of a pattern with `*`; at most as many looks as both are long. */
function hasForm(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
    return false;
  const middle = name.slice(first.length, name.length - last.length);
  let from = 0;
  for (const piece of rest) {
    const found = middle.indexOf(piece, from);
    if (found === -1) return false;
    from = found + piece.length;
  }
  return true;
}

function contextLines(before: Build, after: Build, { symbols }: PaneView): readonly StyledLine[] {
  if (before.context === null || after.context === null) return [];
  const { differences, same, unknown } = compareContexts(before.context.entries, after.context.entries);
  const title = line(
    span(' Context  ', 'heading'),
    `${formatBytes(before.context.bytes)} ${symbols.arrow} ${formatBytes(after.context.bytes)}  `,
    span(
      `${formatQuantity(differences.length, 'difference')}, ${formatQuantity(same, 'entry').replace(/ys$/, 'ies')} the same`,
      'dim',
    ),
    span(unknown === 0 ? '' : `, ${formatCount(unknown)} of them by size alone`, 'dim'),
  );
  const lines = differences
    .slice(0, MAX_DIFFERENCES)
    .map((difference) => differenceLine(difference, symbols.arrow));
  const more = differences.length - lines.length;
  return [title, ...lines, ...(more > 0 ? [[span(`   and ${formatCount(more)} more`, 'dim')]] : [])];
}

function differenceLine({ path, kind, before, after, what }: ContextDifference, arrow: string): StyledLine {
  const size = (after ?? before)?.size ?? 0;
  if (kind === 'added')
    return line(span('   + ', 'status.ok'), `${padText(formatBytes(size), 8, 'right')}  `, safeText(path));
  if (kind === 'removed')
    return line(span('   - ', 'status.error'), `${padText(formatBytes(size), 8, 'right')}  `, safeText(path));
  const words = what.map((one) => {
    if (one === 'size') return `${formatBytes(before?.size ?? 0)} ${arrow} ${formatBytes(after?.size ?? 0)}`;
    if (one === 'content') return `other content ${after?.sha256?.slice(0, 12) ?? ''}`;
    if (one === 'mode') return `mode ${octal(before?.mode)} ${arrow} ${octal(after?.mode)}`;
    if (one === 'owner') return `owner ${before?.uid}:${before?.gid} ${arrow} ${after?.uid}:${after?.gid}`;
    return one === 'link' ? 'leads elsewhere' : `${before?.type} ${arrow} ${after?.type}`;
  });
  return line(
    span('   ~ ', 'status.warning'),
    `${padText(formatBytes(size), 8, 'right')}  ${safeText(path)}  `,
    span(words.join(', '), 'dim'),
  );
}

function octal(mode: number | undefined): string {
  return (mode ?? 0).toString(8).padStart(4, '0');
}

/** What of the two calls themselves is different. */
function factLines(before: Exchange, after: Exchange, { symbols }: PaneView): readonly StyledLine[] {
  const one = exchangeRow(before);
  const other = exchangeRow(after);
  const rows: (readonly [string, string, string])[] = [
    ['operation', one.operation, other.operation],
    ['status', statusText(exchangeStatus(before), symbols), statusText(exchangeStatus(after), symbols)],
    ['client', one.client, other.client],
    ['from', one.from, other.from],
    ['to', one.to, other.to],
    ['sent', formatBytes(one.up), formatBytes(other.up)],
    ['received', formatBytes(one.down), formatBytes(other.down)],
    ['took', duration(one.tookMs), duration(other.tookMs)],
    ...headerRows(before, after),
  ];
  const different = rows.filter(([, a, b]) => a !== b);
  if (different.length === 0) return [[span(' The calls themselves are the same.', 'dim')]];
  return [
    [span(' Calls', 'heading')],
    ...different.map(([name, a, b]) =>
      line(span(`   ${padText(name, 16)}`, 'dim'), `${a} ${symbols.arrow} ${b}`),
    ),
  ];
}

function headerRows(before: Exchange, after: Exchange): readonly (readonly [string, string, string])[] {
  const map = ({ request }: Exchange) =>
    new Map(request?.headers.map(([name, value]) => [name.toLowerCase(), safeText(value)]));
  const one = map(before);
  const other = map(after);
  const names = new Set([...one.keys(), ...other.keys()]);
  return Array.from(
    names,
    (name) => [safeText(name), one.get(name) ?? 'none', other.get(name) ?? 'none'] as const,
  );
}

function duration(ms: number | null): string {
  return ms === null ? 'no end' : formatDuration(ms);
}
