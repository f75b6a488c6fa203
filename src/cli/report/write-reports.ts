import { appendFile, stat } from 'node:fs/promises';
import type { ReportFormat } from '../../views/report/format-names.ts';
import { MOST_BYTES, reportMarkdown } from '../../views/report/markdown/page.ts';
import type { Report } from '../../views/report/report.ts';
import { writeReport } from '../../views/report/write-report.ts';
import { type Context, warn } from '../context.ts';
import { FileOutput, writeError, writeTo } from '../output.ts';
import { lookForFile } from './job-log.ts';

/** Of `--report FILE`. */
export interface ReportWish {
  readonly format: ReportFormat;
  readonly path: string;
}

/** Writes the reports of a command that ran: what cannot be written is told and left out. */
export async function writeReports(
  report: Report,
  wishes: readonly ReportWish[],
  capture: string,
  context: Context,
): Promise<void> {
  for (const { format, path } of wishes) {
    await telling(context, () =>
      writeTo(new FileOutput(path, capture), writeReport(report, format, lookForFile)),
    );
  }
}

/** GitHub shows what is in this file beneath the job; steps before may have written there already. */
export async function appendStepSummary(report: Report, context: Context): Promise<void> {
  const path = stepSummaryFile(context);
  if (path === null) return;
  await telling(context, async () => {
    try {
      const written = await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
      await appendFile(path, reportMarkdown(report, Math.max(0, MOST_BYTES - written)));
    } catch (error) {
      throw writeError(path, error);
    }
  });
}

/** Null where no such file is given. */
export function stepSummaryFile({ env }: Context): string | null {
  const path = env.GITHUB_STEP_SUMMARY;
  return path === undefined || path === '' ? null : path;
}

async function telling(context: Context, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    warn(context, error instanceof Error ? error.message : String(error));
  }
}
