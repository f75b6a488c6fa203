import type { EngineProcess } from '../../engine/engine-process.ts';
import { pullRecords } from '../../engine/remote-records.ts';
import { exporters } from '../../views/export/exporters.ts';
import { formatQuantity } from '../../views/view-model/format-bytes.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import { type Context, warn } from '../context.ts';
import { displayFilter, type EventFilter } from '../display-filter.ts';
import { EXIT_DONE, EXIT_FAILED, UsageError } from '../exit.ts';
import { FileWarnings } from '../file-warnings.ts';
import { hasScreen } from '../keyboard.ts';
import { streamOutput } from '../output.ts';
import { exportPrinter, linesPrinter, type RecordPrinter } from '../record-printer.ts';
import { type SniffCommandOptions, sniffRequest } from '../sniff-request.ts';
import { engineFor, toProgramError } from '../start-engine.ts';
import { textFor } from '../text-terminal.ts';
import { version } from '../version.ts';

/** `dind-sniff [sniff]`: captures, on the screen where there is one and no format is asked for. */
export async function sniff(
  _args: readonly string[],
  options: SniffCommandOptions,
  context: Context,
): Promise<number> {
  const onScreen = options.format === undefined && hasScreen(context);
  const shown = await displayFilter(options.displayFilter);
  const request = sniffRequest(options, onScreen ? 'screen' : 'records', await namespaceOf(options, context));
  const engine = await engineFor(request);
  if (options.debug === true) warn(context, safeText(`captures with ${engine.ready.reason}`));
  let why: string | null;
  if (onScreen) {
    // The terminal UI's libraries take a while to load; the capture has begun by then.
    const { engineOnScreen } = await import('../engine-screen.ts');
    why = await engineOnScreen(engine, { state: 'live', color: options.color }, context);
  } else why = await printRecords(engine, printerFor(options, context), shown, context);
  if (why !== null) warn(context, safeText(why));
  if (options.write !== undefined) {
    warn(
      context,
      safeText(`${options.write} holds the capture, with every secret in it; only you can read it`),
    );
  }
  return why === null ? EXIT_DONE : EXIT_FAILED;
}

async function namespaceOf(
  { container, pid }: SniffCommandOptions,
  { env }: Context,
): Promise<{ readonly pid: number; readonly name: string } | null> {
  if (container !== undefined && pid !== undefined) {
    throw new UsageError('--container and --pid both name a network namespace; give one of them');
  }
  if (container !== undefined) {
    // Most captures ask no daemon anything.
    const [{ clientDaemon }, { containerProcess }] = await Promise.all([
      import('../daemon/client-daemon.ts'),
      import('../daemon/container-process.ts'),
    ]);
    return { pid: await containerProcess(container, clientDaemon(env)), name: container };
  }
  return pid === undefined ? null : { pid, name: `process ${pid}` };
}

function printerFor({ format, showSecrets, color }: SniffCommandOptions, context: Context): RecordPrinter {
  if (format !== 'ndjson') return linesPrinter(textFor(context, color));
  const { make } = exporters.ndjson as (typeof exporters)[string];
  return exportPrinter(make({ showSecrets: showSecrets === true, toolVersion: version }));
}

/** Prints until the capture ends; gives why it did, where that was not asked for. */
async function printRecords(
  engine: EngineProcess,
  print: RecordPrinter,
  shown: EventFilter,
  context: Context,
): Promise<string | null> {
  const stop = (): void => engine.send({ kind: 'stop' });
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
