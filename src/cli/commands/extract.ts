import { readExchanges } from '../../engine/read-exchanges.ts';
import { formatBytes, formatCount, formatQuantity } from '../../views/view-model/format-bytes.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import { type Context, warn } from '../context.ts';
import { ExchangeWriter } from '../exchange-writer.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED, ProgramError } from '../exit.ts';
import type { ExtractReport } from '../extract/safe-extractor.ts';
import { RefusedError } from '../extract/safe-tree.ts';
import type { Extractable } from '../extractable.ts';
import { FileWarnings } from '../file-warnings.ts';
import { writeError } from '../output.ts';

export interface ExtractCommandOptions {
  readonly exchange: number;
  readonly out: string;
  readonly what: Extractable;
  readonly force?: true;
}

/** `dind-sniff extract FILE --exchange N --out DIR` */
export async function extract(
  [file = '-']: readonly string[],
  options: ExtractCommandOptions,
  context: Context,
): Promise<number> {
  const writer = new ExchangeWriter(options.out, options.what, options.force === true);
  const summary = await writeOut(file, options, writer, context).catch((error) => {
    throw inWords(error, options);
  });
  const report = writer.close();
  if (report !== null) return told(report, options, context);
  if (context.interrupted.aborted) return EXIT_INTERRUPTED;
  if (summary.found === null) {
    const there = formatQuantity(summary.exchanges, 'exchange');
    throw new ProgramError(`there is no exchange ${options.exchange} in ${file}, which has ${there}`);
  }
  const has =
    writer.seen.length === 0 ? 'it has no content at all' : `--what can be ${writer.seen.join(', ')}`;
  throw new ProgramError(`exchange ${options.exchange} (${summary.found}) has no ${options.what}; ${has}`);
}

/** Reads until the exchange is over; gives its words, null where it is not there, and how many were seen. */
async function writeOut(
  file: string,
  options: ExtractCommandOptions,
  writer: ExchangeWriter,
  context: Context,
): Promise<{ readonly found: string | null; readonly exchanges: number }> {
  const warnings = new FileWarnings(file, context);
  const tap = (id: number): ExchangeWriter | null => (id === options.exchange ? writer : null);
  let exchanges = 0;
  for await (const events of readExchanges(file, { tap, interrupted: context.interrupted })) {
    for (const event of events) {
      if (event.kind === 'issue') warnings.take(event);
      if (event.kind !== 'exchange-closed') continue;
      exchanges += 1;
      if (event.exchange.id === options.exchange) return { found: event.exchange.summary, exchanges };
    }
  }
  return { found: null, exchanges };
}

function told(report: ExtractReport, { out }: ExtractCommandOptions, context: Context): number {
  for (const { path, reason } of report.skipped) warn(context, safeText(`not written: ${path}: ${reason}`));
  if (report.moreSkipped > 0) warn(context, `not written: ${formatCount(report.moreSkipped)} more`);
  const parts = [formatQuantity(report.files, 'file'), formatBytes(report.bytes)];
  if (report.folders > 0) parts.splice(1, 0, formatQuantity(report.folders, 'folder'));
  if (report.links > 0) parts.splice(-1, 0, formatQuantity(report.links, 'link'));
  context.stdout.write(`${parts.join(', ')} written to ${safeText(out)}\n`);
  if (context.interrupted.aborted) return EXIT_INTERRUPTED;
  return report.skipped.length > 0 ? EXIT_FAILED : EXIT_DONE;
}

function inWords(error: unknown, { out, what }: ExtractCommandOptions): unknown {
  if (error instanceof RefusedError) {
    return new ProgramError(`cannot write ${what} to ${out}: ${error.message}`, { cause: error });
  }
  const system = error instanceof Error && 'syscall' in error;
  return system ? writeError(out, error) : error;
}
