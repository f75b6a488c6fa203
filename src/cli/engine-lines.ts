import type { EngineProcess } from '../engine/engine-process.ts';
import { pullRecords } from '../engine/remote-records.ts';
import { exporters } from '../views/export/exporters.ts';
import { formatQuantity } from '../views/view-model/format-bytes.ts';
import { type Context, warn } from './context.ts';
import type { EventFilter } from './display-filter.ts';
import { FileWarnings } from './file-warnings.ts';
import { streamOutput } from './output.ts';
import { exportPrinter, linesPrinter, type RecordPrinter } from './record-printer.ts';
import { toProgramError } from './start-engine.ts';
import { textFor } from './text-terminal.ts';
import { version } from './version.ts';

export interface LineOptions {
  readonly format?: 'text' | 'ndjson';
  readonly showSecrets?: true;
  readonly color: 'auto' | 'always' | 'never';
}

/** Of `-T`: text, or NDJSON. */
export function linePrinterFor({ format, showSecrets, color }: LineOptions, context: Context): RecordPrinter {
  if (format !== 'ndjson') return linesPrinter(textFor(context, color));
  const { make } = exporters.ndjson as (typeof exporters)[string];
  return exportPrinter(make({ showSecrets: showSecrets === true, toolVersion: version }));
}

export interface Lines {
  readonly print: RecordPrinter;
  readonly shown: EventFilter;
  /** Completes the capture when the user has had enough, before the rest of it is printed. */
  readonly complete?: () => Promise<void>;
}

/** Prints what another process reads until the capture ends; gives why it did, where that was not asked for. */
export async function engineInLines(
  engine: EngineProcess,
  { print, shown, complete = async () => {} }: Lines,
  context: Context,
): Promise<string | null> {
  const stop = (): void => void complete().then(() => engine.send({ kind: 'stop' }));
  if (context.interrupted.aborted) stop();
  context.interrupted.addEventListener('abort', stop, { once: true });
  const output = streamOutput(context.stdout);
  const warnings = new FileWarnings('the capture', context);
  let why: string | null = null;
  try {
    for await (const { events, lost, message } of pullRecords(engine)) {
      for (const event of events) if (event.kind === 'issue') warnings.take(event);
      await output.write(print(shown(events)));
      if (lost > 0) {
        warn(context, `${formatQuantity(lost, 'record')} were not printed: standard output is too slow`);
      }
      why ??= message;
    }
  } catch (error) {
    throw toProgramError(error);
  } finally {
    await engine.close();
  }
  return why;
}
