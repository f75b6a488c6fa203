import type { FindingsReport } from '../../views/findings/findings-report.ts';
import { writtenFindings } from '../../views/findings/formats.ts';
import { findingLines } from '../../views/findings/text.ts';
import { failing } from '../../views/findings/verdict.ts';
import { AcceptedFindings } from '../check/accepted-findings.ts';
import { Judge, type JudgeOptions } from '../check/judge.ts';
import { readTraffic } from '../check/read-traffic.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE, EXIT_FINDINGS, EXIT_INTERRUPTED } from '../exit.ts';
import { logLines } from '../log-lines.ts';
import { FileOutput, streamOutput, writeTo } from '../output.ts';
import { textFor } from '../text-terminal.ts';

export interface CheckCommandOptions extends JudgeOptions {
  readonly format: string;
  readonly output?: string;
  readonly saveAccepted?: string;
  readonly color: 'auto' | 'always' | 'never';
}

/** `dind-sniff check FILE`: exits with 3 where something is found that is as bad as `--fail-on`. */
export async function check(
  [file = '-']: readonly string[],
  options: CheckCommandOptions,
  context: Context,
): Promise<number> {
  const judge = await Judge.make(options, context);
  const traffic = await readTraffic(file, context);
  if (context.interrupted.aborted) return EXIT_INTERRUPTED;
  const report = judge.report(file, { traffic, environment: null, probe: null });
  await writeReport(report, file, options, context);
  if (options.saveAccepted !== undefined) await AcceptedFindings.save(options.saveAccepted, report.findings);
  return failing(report).length > 0 ? EXIT_FINDINGS : EXIT_DONE;
}

async function writeReport(
  report: FindingsReport,
  file: string,
  options: CheckCommandOptions,
  context: Context,
): Promise<void> {
  const { format, output, findings = [], color } = options;
  const toScreen = output === undefined || output === '-';
  const text =
    toScreen && format === 'text'
      ? logLines(findingLines(report, textFor(context, color)), context)
      : writtenFindings(report, format);
  await writeTo(toScreen ? streamOutput(context.stdout) : new FileOutput(output, file), text);
  for (const wish of findings) {
    await writeTo(new FileOutput(wish.path, file), writtenFindings(report, wish.format));
  }
}
