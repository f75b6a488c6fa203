import { readExchanges } from '../../engine/read-exchanges.ts';
import { formatOfFile, type ReportFormat } from '../../views/report/format-names.ts';
import { writeReport } from '../../views/report/write-report.ts';
import { readTraffic } from '../check/read-traffic.ts';
import type { Context } from '../context.ts';
import { displayFilter } from '../display-filter.ts';
import { EXIT_DONE, EXIT_INTERRUPTED } from '../exit.ts';
import { FileWarnings } from '../file-warnings.ts';
import { FileOutput, type Output, streamOutput } from '../output.ts';
import { lookForFile, lookForOutput } from '../report/job-log.ts';
import { ReportReader } from '../report/report-reader.ts';

export interface ReportCommandOptions {
  readonly format?: ReportFormat;
  readonly output?: string;
  readonly displayFilter?: string;
  readonly baseline?: string;
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
  const baseline = options.baseline === undefined ? null : await readTraffic(options.baseline, context);
  const reader = new ReportReader();
  const warnings = new FileWarnings(file, context);
  // Digests are for the comparison with another capture; they take as long as all the rest.
  const reading = { hash: baseline !== null, interrupted: context.interrupted };
  for await (const events of readExchanges(file, reading)) {
    for (const event of events) if (event.kind === 'issue') warnings.take(event);
    for (const event of shown(events)) reader.take(event);
  }
  if (context.interrupted.aborted) return EXIT_INTERRUPTED;
  const toOutput = path === '-';
  const look = toOutput ? lookForOutput(context, color) : lookForFile;
  const text = writeReport(reader.report(file, null, { environment: null, baseline }), format, look);
  await writeTo(toOutput ? streamOutput(context.stdout) : new FileOutput(path, file), text);
  return EXIT_DONE;
}

async function writeTo(output: Output, text: string): Promise<void> {
  try {
    await output.write(text);
  } finally {
    await output.close();
  }
}
