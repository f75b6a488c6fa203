import { briefLines } from '../../views/findings/brief.ts';
import type { FindingsReport } from '../../views/findings/findings-report.ts';
import { writtenFindings } from '../../views/findings/formats.ts';
import { type Context, warn } from '../context.ts';
import { logLines } from '../log-lines.ts';
import { FileOutput, writeTo } from '../output.ts';
import { textFor } from '../text-terminal.ts';
import type { ExportWish } from './run-capture.ts';

/**
 * The last lines of a job's log: the worst findings. On GitHub Actions, which reads annotations out of the
 * log, those come first.
 */
export function tellFindings(
  report: FindingsReport,
  color: 'auto' | 'always' | 'never',
  context: Context,
): void {
  const annotations = context.env.GITHUB_ACTIONS === 'true' ? writtenFindings(report, 'github') : '';
  const lines = briefLines(report, textFor(context, color, 'stderr'));
  context.stderr.write(`${annotations}${logLines(lines, context)}`);
}

/** What cannot be written is told and left out: the command has run already. */
export async function writeFindings(
  report: FindingsReport,
  wishes: readonly ExportWish[],
  capture: string,
  context: Context,
): Promise<void> {
  for (const { format, path } of wishes) {
    try {
      await writeTo(new FileOutput(path, capture), writtenFindings(report, format));
    } catch (error) {
      warn(context, error instanceof Error ? error.message : String(error));
    }
  }
}
