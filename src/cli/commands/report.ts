import { readExchanges } from '../../engine/read-exchanges.ts';
import { formatOfFile, type ReportFormat } from '../../views/report/format-names.ts';
import { writeReport } from '../../views/report/write-report.ts';
import { Judge, type JudgeOptions } from '../check/judge.ts';
import type { Context } from '../context.ts';
import { displayFilter } from '../display-filter.ts';
import { EXIT_DONE, EXIT_INTERRUPTED } from '../exit.ts';
import { FileWarnings } from '../file-warnings.ts';
import { FileOutput, streamOutput, writeTo } from '../output.ts';
import { lookForFile, lookForOutput } from '../report/job-log.ts';
import { ReportReader } from '../report/report-reader.ts';

export interface ReportCommandOptions extends Omit<JudgeOptions, 'failOn' | 'findings'> {
  readonly format?: ReportFormat;
  readonly output?: string;
  readonly displayFilter?: string;
  readonly color: 'auto' | 'always' | 'never';
}

/** `dind-sniff report FILE` */
export async function report(
  [file = '-']: readonly string[],
  options: ReportCommandOptions,
  context: Context,
): Promise<number> {
  const { output: path = '-', format = formatOfFile(path) ?? 'text', color } = options;
  const shown = await displayFilter(options.displayFilter);
  const judge = await Judge.make({ ...options, failOn: 'never' }, context);
  const reader = new ReportReader();
  const warnings = new FileWarnings(file, context);
  // Digests are for the comparison with another capture; they take as long as all the rest.
  const reading = { secrets: true, hash: options.baseline !== undefined, interrupted: context.interrupted };
  for await (const events of readExchanges(file, reading)) {
    for (const event of events) if (event.kind === 'issue') warnings.take(event);
    for (const event of shown(events)) reader.take(event);
  }
  if (context.interrupted.aborted) return EXIT_INTERRUPTED;
  const found = judge.report(file, { traffic: reader.traffic, environment: null, probe: null });
  const toOutput = path === '-';
  const look = toOutput ? lookForOutput(context, color) : lookForFile;
  const text = writeReport(reader.report(file, null, found), format, look);
  await writeTo(toOutput ? streamOutput(context.stdout) : new FileOutput(path, file), text);
  return EXIT_DONE;
}
