import { diagnose } from '../../diagnosis/diagnose.ts';
import { rules } from '../../diagnosis/rules.ts';
import type { FailOn, FindingsReport } from '../../views/findings/findings-report.ts';
import { findingsFormats } from '../../views/findings/formats.ts';
import { findingLines } from '../../views/findings/text.ts';
import { failing } from '../../views/findings/verdict.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import { AcceptedFindings } from '../check/accepted-findings.ts';
import { readTraffic } from '../check/read-traffic.ts';
import { toldFindings } from '../check/told-findings.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE, EXIT_FINDINGS, EXIT_INTERRUPTED, UsageError } from '../exit.ts';
import { FileOutput, type Output, streamOutput } from '../output.ts';
import { textFor } from '../text-terminal.ts';
import { version } from '../version.ts';

export interface CheckCommandOptions {
  readonly format: string;
  readonly output?: string;
  readonly export?: readonly { readonly format: string; readonly path: string }[];
  readonly failOn: FailOn;
  readonly ignore?: readonly string[];
  readonly baseline?: string;
  readonly accepted?: string;
  readonly saveAccepted?: string;
  readonly color: 'auto' | 'always' | 'never';
}

/** `dind-sniff check FILE`: exits with 3 where something is found that is as bad as `--fail-on`. */
export async function check(
  [file = '-']: readonly string[],
  options: CheckCommandOptions,
  context: Context,
): Promise<number> {
  const accepted = options.accepted === undefined ? null : await AcceptedFindings.read(options.accepted);
  const ignored = new Set(options.ignore);
  for (const id of ignored) {
    if (!rules.some((rule) => rule.id === id))
      throw new UsageError(`there is no rule '${id}'; docs/rules.md lists them`);
  }
  const traffic = await readTraffic(file, context);
  const baseline = options.baseline === undefined ? null : await readTraffic(options.baseline, context);
  if (context.interrupted.aborted) return EXIT_INTERRUPTED;
  const diagnosis = diagnose({ traffic, environment: null, probe: null, baseline });
  const report: FindingsReport = {
    capture: safeText(file),
    toolVersion: version,
    failOn: options.failOn,
    operation: (id) => traffic.words(id),
    ...toldFindings(diagnosis, ignored, accepted),
  };
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
  const { format, output, export: exports = [], color } = options;
  const toScreen = output === undefined || output === '-';
  const text =
    toScreen && format === 'text'
      ? `${findingLines(report, textFor(context, color)).join('\n')}\n`
      : written(report, format);
  await writeTo(toScreen ? streamOutput(context.stdout) : new FileOutput(output, file), text);
  for (const wish of exports) await writeTo(new FileOutput(wish.path, file), written(report, wish.format));
}

function written(report: FindingsReport, name: string): string {
  const format = findingsFormats[name];
  if (format === undefined) throw new UsageError(`there is no format '${name}' for findings`);
  return format.write(report);
}

async function writeTo(output: Output, text: string): Promise<void> {
  try {
    await output.write(text);
  } finally {
    await output.close();
  }
}
