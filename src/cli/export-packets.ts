import { copyPart, selectPart } from '../engine/capture-part.ts';
import { formatQuantity } from '../views/view-model/format-bytes.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import { type Context, warn } from './context.ts';
import { exchangeFilter } from './display-filter.ts';
import { EXIT_DONE, EXIT_INTERRUPTED, ProgramError, UsageError } from './exit.ts';
import { FileWarnings } from './file-warnings.ts';
import { outputFor } from './output.ts';

/** `dind-sniff export FILE --format pcapng`: the connections of the exchanges that pass, as they were captured. */
export async function exportPackets(
  file: string,
  options: { readonly output?: string; readonly displayFilter?: string },
  context: Context,
): Promise<number> {
  const toStdout = options.output === undefined || options.output === '-';
  if (file === '-') {
    throw new UsageError('packets are copied in a second reading, so the capture must be a file, not -');
  }
  if (toStdout && context.stdout.isTTY) {
    throw new UsageError('packets are no text for a terminal; name a file with -o');
  }
  const passes =
    options.displayFilter === undefined ? () => true : await exchangeFilter(options.displayFilter);
  const place = { path: file, decoding: {}, interrupted: context.interrupted };
  const warnings = new FileWarnings(file, context);
  const selection = await selectPart(place, passes, (issue) => warnings.take(issue));
  if (selection.connections.size === 0) throw new ProgramError('no exchange passes, so nothing was written');
  const output = outputFor(options.output, file, context);
  let packets = 0;
  try {
    for await (const piece of copyPart(place, selection)) {
      packets += piece.packets;
      await output.write(piece.bytes);
    }
  } finally {
    await output.close();
  }
  const calls = formatQuantity(selection.passed, 'call');
  const connections = formatQuantity(selection.connections.size, 'connection');
  const name = toStdout ? 'standard output' : safeText(options.output ?? '');
  const held = `${calls}, ${connections}, ${formatQuantity(packets, 'packet')}`;
  warn(context, `${name}: ${held}; it holds every secret that was sent`);
  return context.interrupted.aborted ? EXIT_INTERRUPTED : EXIT_DONE;
}
