import { indented } from '../../text/line.ts';
import { table } from '../../text/table.ts';
import type { TextOptions } from '../../text/text-options.ts';
import { formatBytes, formatQuantity } from '../../view-model/format-bytes.ts';
import { formatDuration } from '../../view-model/format-duration.ts';
import { statusText } from '../../view-model/status.ts';
import type { BuildPart } from '../build-part.ts';
import type { ContextPart } from '../context-part.ts';
import type { StepLine, StepsPart } from '../steps-part.ts';
import type { LogSection } from './job-log.ts';

const MOST_INSTRUCTION = 72;
const MOST_PATH = 80;

export function buildSection(build: BuildPart, options: TextOptions): LogSection {
  const { title, status, tookMs, builder, error, warnings, steps, context, options: set } = build;
  const { marks, palette } = options;
  const took = tookMs === null ? '' : ` after ${formatDuration(tookMs)}`;
  const bold = (text: string): string => indented(text, 2, options, palette.named);
  return {
    title: `${title}  ${statusText(status, marks)}${took}  ${builder}`,
    lines: [
      ...error.map((line) => indented(line, 2, options, palette.failed)),
      ...warnings.map((line) => indented(`${marks.warning} ${line}`, 2, options, palette.warning)),
      ...(steps === null ? [] : [bold('Steps'), ...stepLines(steps, options)]),
      ...(context === null
        ? []
        : [bold(`Context: ${context.words.join(', ')}`), ...contextLines(context, options)]),
      ...(set.length === 0 ? [] : [bold('Options'), ...table([{ title: '' }, { title: '' }], set, options)]),
    ],
  };
}

function stepLines({ rows, more }: StepsPart, options: TextOptions): readonly string[] {
  const columns = [
    { title: '#' },
    { title: 'STEP', widest: MOST_INSTRUCTION },
    { title: 'TOOK', align: 'right' },
    { title: '' },
  ] as const;
  const cells = rows.map((row) => [
    row.label,
    row.instruction,
    row.durationMs === null ? options.marks.none : formatDuration(row.durationMs),
    how(row, options),
  ]);
  const left = more === 0 ? [] : [indented(`and ${formatQuantity(more, 'shorter row')}`, 2, options)];
  return [...table(columns, cells, options), ...left];
}

function how({ state, error }: StepLine, { marks }: TextOptions): string {
  if (state === 'failed') return `${marks.failed} ${error ?? 'failed'}`;
  if (state === 'cached') return `${marks.ok} cached`;
  if (state === 'first-miss') return `${marks.warning} first miss`;
  if (state === 'running') return `${marks.open} still ran`;
  return state === 'not-reached' ? 'not reached' : '';
}

function contextLines(
  { biggest, moreFiles, sensitive, moreSensitive }: ContextPart,
  options: TextOptions,
): readonly string[] {
  const { marks, palette } = options;
  const rows = biggest.map(({ path, bytes, share, sent, warning }) => [
    formatBytes(bytes),
    `${Math.round(share * 100)} %`,
    path,
    [sent ? '' : 'listed only', warning === null ? '' : `${marks.warning} ${warning}`]
      .filter(Boolean)
      .join(', '),
  ]);
  const columns = [
    { title: '', align: 'right' },
    { title: '', align: 'right' },
    { title: '', widest: MOST_PATH },
    { title: '' },
  ] as const;
  const doubtful = sensitive.map(({ path }) => path).join(', ');
  const more = moreSensitive === 0 ? '' : ` and ${moreSensitive} more`;
  return [
    ...table(columns, rows, options),
    ...(moreFiles === 0 ? [] : [indented(`and ${formatQuantity(moreFiles, 'smaller file')}`, 2, options)]),
    ...(doubtful === ''
      ? []
      : [
          indented(`${marks.warning} should rarely be sent: ${doubtful}${more}`, 2, options, palette.warning),
        ]),
  ];
}
