import { readExchanges } from '../../engine/read-exchanges.ts';
import { exporters } from '../../views/export/exporters.ts';
import type { Context } from '../context.ts';
import { displayFilter } from '../display-filter.ts';
import { EXIT_DONE, EXIT_INTERRUPTED, UsageError } from '../exit.ts';
import { exportPackets } from '../export-packets.ts';
import { FileWarnings } from '../file-warnings.ts';
import { PACKETS_FORMAT } from '../options.ts';
import { outputFor } from '../output.ts';
import { exportPrinter } from '../record-printer.ts';
import { version } from '../version.ts';

export interface ExportCommandOptions {
  readonly format: string;
  readonly output?: string;
  readonly displayFilter?: string;
  readonly hash?: true;
  readonly showSecrets?: true;
}

/** `dind-sniff export FILE --format F` */
export async function exportCapture(
  [file = '-']: readonly string[],
  options: ExportCommandOptions,
  context: Context,
): Promise<number> {
  if (options.format === PACKETS_FORMAT) return await exportPackets(file, options, context);
  const format = exporters[options.format];
  if (format === undefined) throw new UsageError(`there is no export format '${options.format}'`);
  const shown = await displayFilter(options.displayFilter);
  const print = exportPrinter(
    format.make({ showSecrets: options.showSecrets === true, toolVersion: version }),
  );
  const output = outputFor(options.output, file, context);
  const warnings = new FileWarnings(file, context);
  try {
    const reading = { hash: options.hash === true, interrupted: context.interrupted };
    for await (const events of readExchanges(file, reading)) {
      for (const event of events) if (event.kind === 'issue') warnings.take(event);
      await output.write(print(shown(events)));
    }
  } finally {
    await output.close();
  }
  return context.interrupted.aborted ? EXIT_INTERRUPTED : EXIT_DONE;
}
