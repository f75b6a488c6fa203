import { formatBytes, formatQuantity } from '../../view-model/format-bytes.ts';
import { formatDuration } from '../../view-model/format-duration.ts';
import { unicodeMarks } from '../../view-model/marks.ts';
import type { BuildPart } from '../build-part.ts';
import type { ContextPart } from '../context-part.ts';
import type { StepLine, StepsPart } from '../steps-part.ts';
import { Markdown, markdown } from './markdown.ts';
import { foldedMarkdown, tableMarkdown } from './table.ts';

export function buildMarkdown(build: BuildPart): Markdown {
  const { title, status, builder, tookMs, error, steps, context, options, warnings, id } = build;
  const facts = [builder, ...(tookMs === null ? [] : [formatDuration(tookMs)]), `exchange ${id}`];
  const failed = status.sign === 'failed';
  return foldedMarkdown(
    markdown`<b>${title}</b> ${unicodeMarks[status.sign]} ${status.words} · ${facts.join(' · ')}`,
    [
      failed && Markdown.printed(error),
      ...warnings.map((warning) => markdown`\n${unicodeMarks.warning} ${warning}\n`),
      steps !== null && stepsMarkdown(steps),
      context !== null && contextMarkdown(context),
      options.length > 0 &&
        tableMarkdown(
          [{ title: 'option' }, { title: 'value' }],
          options.map(([name, value]) => [name, Markdown.code(value)]),
        ),
    ],
    failed,
  );
}

function stepsMarkdown({ rows, more, reached, cached, firstMiss }: StepsPart): Markdown {
  const miss =
    firstMiss === null
      ? null
      : markdown`; the first that did not is ${firstMiss.label} ${Markdown.code(firstMiss.instruction.slice(0, 160))}`;
  return markdown`
${cached} of ${reached} steps came from the cache${miss}.
${tableMarkdown(
  [{ title: '#' }, { title: 'step' }, { title: 'took', align: 'right' }, { title: 'how it went' }],
  rows.map((row) => [
    row.label,
    Markdown.code(row.instruction),
    row.durationMs === null ? '–' : formatDuration(row.durationMs),
    how(row),
  ]),
)}${more > 0 && `\n${more} shorter rows are left out here.\n`}`;
}

export function how({ state, error, kind }: StepLine): string {
  switch (state) {
    case 'failed':
      return `${unicodeMarks.failed} ${error ?? 'failed'}`;
    case 'cached':
      return `${unicodeMarks.ok} cached`;
    case 'first-miss':
      return `${unicodeMarks.warning} first miss`;
    case 'running':
      return `${unicodeMarks.open} still ran`;
    case 'not-reached':
      return 'not reached';
    case 'done':
      return kind === 'around' ? '' : `${unicodeMarks.ok} done`;
  }
}

function contextMarkdown({ words, biggest, moreFiles, sensitive, moreSensitive }: ContextPart): Markdown {
  const doubtful = sensitive.length + moreSensitive;
  const named = sensitive.map(({ path }, index) => markdown`${index > 0 && ', '}${Markdown.code(path)}`);
  return markdown`
Context: ${words.join(' · ')}
${tableMarkdown(
  [{ title: 'bytes', align: 'right' }, { title: 'share', align: 'right' }, { title: 'biggest files' }],
  biggest.map(({ path, bytes, share, sent }) => [
    formatBytes(bytes),
    `${Math.round(share * 100)} %`,
    markdown`${Markdown.code(path)}${!sent && ' (listed only)'}`,
  ]),
)}${moreFiles > 0 && `\nand ${formatQuantity(moreFiles, 'smaller file')}\n`}${doubtful > 0 && markdown`\n${unicodeMarks.warning} ${formatQuantity(doubtful, 'file')} that should rarely be sent: ${named}${moreSensitive > 0 && ` and ${moreSensitive} more`}\n`}`;
}
