import { indented, wrapped } from '../../text/line.ts';
import type { TextOptions } from '../../text/text-options.ts';
import { unicodeMarks } from '../../view-model/marks.ts';
import { reportFacts } from '../facts.ts';
import type { FindingCard } from '../finding-card.ts';
import type { Report } from '../report.ts';
import { buildSection } from './build-section.ts';
import { type JobLog, type LogSection, logLines } from './job-log.ts';
import { captureSection, credentialsSection, exchangesSection } from './sections.ts';

/** Lines of output beneath the cause: with the verdict and the fix they are seen at once. */
const MOST_OUTPUT = 8;
const MOST_DETAILS = 20;
const BENEATH = 4;
const DETAILS = 6;

/** The report as lines for a job's log: what failed, why and what to do first, then the rest in sections. */
export function reportLines(report: Report, options: TextOptions, log: JobLog): readonly string[] {
  const { findings, moreFindings } = report;
  const others: readonly LogSection[] =
    findings.length === 0
      ? []
      : [
          {
            title: `${report.verdict.cause === null ? 'What was found' : 'What else was found'}: ${findings.length + moreFindings}`,
            lines: findings.flatMap((finding) => findingLines(finding, MOST_DETAILS, options)),
          },
        ];
  const sections = [
    ...others,
    ...report.builds.map((build) => buildSection(build, options)),
    ...exchangesSection(report.exchanges, options),
    ...credentialsSection(report.credentials, options),
    captureSection(report, options),
  ];
  return logLines(headLines(report, options), sections, log, Math.floor((report.start ?? 0) / 1_000_000));
}

function headLines(report: Report, options: TextOptions): readonly string[] {
  const { marks, palette } = options;
  const { sign, headline, cause, advice, failures } = report.verdict;
  const paint = sign === 'failed' ? palette.failed : sign === 'warning' ? palette.warning : palette.named;
  const facts = reportFacts(report).map(([name, value]) => `${name}: ${value}`);
  return [
    ...wrapped(`${marks[sign]} ${headline}`, 0, options, paint),
    ...(cause === null ? [] : causeLines(cause, options)),
    ...(advice === null ? [] : wrapped(`To do: ${advice}`, BENEATH, options)),
    ...failures.flatMap(({ id, operation, message }) =>
      wrapped(`${operation}: ${message} (exchange ${id})`, BENEATH, options),
    ),
    ...wrapped(facts.join(`; `), 2, options, palette.context),
  ];
}

function causeLines(cause: FindingCard, options: TextOptions): readonly string[] {
  return [
    ...wrapped(cause.message, BENEATH, options),
    ...detailLines(cause.details, MOST_OUTPUT, options),
    ...wrapped(`To do: ${cause.fix}`, BENEATH, options),
  ];
}

function findingLines(finding: FindingCard, most: number, options: TextOptions): readonly string[] {
  const { sign, severity, certainty, rule, message, fix, details, exchanges, moreExchanges } = finding;
  const { marks, palette } = options;
  const more = moreExchanges > 0 ? ` and ${moreExchanges} more` : '';
  const seen = exchanges.length === 0 ? '' : ` (exchange ${exchanges.join(', ')}${more})`;
  const paint = sign === 'failed' ? palette.failed : palette.warning;
  return [
    indented(
      `${marks[sign]} ${rule}  ${severity}${certainty === '' ? '' : `, ${certainty}`}`,
      2,
      options,
      paint,
    ),
    ...wrapped(message + seen, BENEATH, options),
    ...detailLines(details, most, options),
    ...wrapped(`To do: ${fix}`, BENEATH, options),
  ];
}

/** Behind a line, so that nobody takes what a build printed for what we say. */
export function detailLines(
  details: readonly string[],
  most: number,
  options: TextOptions,
): readonly string[] {
  const bar = options.marks === unicodeMarks ? '│' : '|';
  return details
    .slice(-most)
    .map((line) => indented(`${bar} ${line}`, DETAILS, options, options.palette.context));
}
