import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { readExchanges } from '../../engine/read-exchanges.ts';
import { exporters } from '../../views/export/exporters.ts';
import { type RunReport, RunReporter } from '../../views/view-model/run-report.ts';
import { type Context, warn } from '../context.ts';
import { UsageError } from '../exit.ts';
import { FileWarnings } from '../file-warnings.ts';
import { FileOutput, writeError } from '../output.ts';
import { exportPrinter, type RecordPrinter } from '../record-printer.ts';
import type { ReportReader } from '../report/report-reader.ts';
import { version } from '../version.ts';

/** Of `--export FORMAT=FILE`. */
export interface ExportWish {
  readonly format: string;
  readonly path: string;
}

/** What the records of a run are read for, besides its report. */
export interface RunReading {
  readonly exports: readonly ExportWish[];
  readonly records: ReportReader | null;
  readonly interrupted: AbortSignal;
}

/** What can be known before the command runs is said before it runs. */
export function checkExports(wishes: readonly { readonly path: string }[]): void {
  for (const { path } of wishes) {
    if (path === '-') throw new UsageError('name a file, not -: standard output is the command’s');
    try {
      accessSync(dirname(path), constants.W_OK);
    } catch (error) {
      throw writeError(path, error);
    }
  }
}

/**
 * Reads what was recorded, once, for the report and for all exports. An export that cannot be written is told
 * and left out: the command has run already.
 */
export async function readRunCapture(
  file: string,
  { exports: wishes, records, interrupted }: RunReading,
  context: Context,
): Promise<RunReport> {
  const reporter = new RunReporter();
  const warnings = new FileWarnings('the capture', context);
  const exports = wishes.map((wish) => new RunExport(wish, file, context));
  // Digests are what tells a file from its earlier self; secrets are looked for.
  const forRules = { hash: records !== null, secrets: records !== null };
  for await (const events of readExchanges(file, { interrupted, ...forRules })) {
    for (const event of events) {
      if (event.kind === 'issue') warnings.take(event);
      else if (event.kind === 'exchange-closed') reporter.take(event.exchange);
      records?.take(event);
    }
    for (const one of exports) await one.write(events);
  }
  for (const one of exports) await one.close();
  return reporter.report();
}

class RunExport {
  readonly #print: RecordPrinter;
  readonly #output: FileOutput;
  readonly #context: Context;
  #failed = false;

  constructor({ format, path }: ExportWish, input: string, context: Context) {
    const { make } = exporters[format] as (typeof exporters)[string];
    this.#print = exportPrinter(make({ showSecrets: false, toolVersion: version }));
    this.#output = new FileOutput(path, input);
    this.#context = context;
  }

  async write(events: Parameters<RecordPrinter>[0]): Promise<void> {
    if (!this.#failed) await this.#try(() => this.#output.write(this.#print(events)));
  }

  async close(): Promise<void> {
    await this.#try(() => this.#output.close());
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failed = true;
      warn(this.#context, error instanceof Error ? error.message : String(error));
    }
  }
}
