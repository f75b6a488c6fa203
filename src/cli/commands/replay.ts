import type { Speed } from '../../engine/pace.ts';
import { readExchanges } from '../../engine/read-exchanges.ts';
import type { Context } from '../context.ts';
import { displayFilter } from '../display-filter.ts';
import { EXIT_DONE, EXIT_INTERRUPTED } from '../exit.ts';
import { FileWarnings } from '../file-warnings.ts';
import { hasScreen } from '../keyboard.ts';
import { streamOutput } from '../output.ts';
import { linesPrinter } from '../record-printer.ts';
import { textFor } from '../text-terminal.ts';

export interface ReplayCommandOptions {
  readonly displayFilter?: string;
  readonly speed: Speed;
  readonly color: 'auto' | 'always' | 'never';
}

/** `dind-sniff replay FILE`: on the screen where there is one, otherwise as lines. */
export async function replay(
  [file = '-']: readonly string[],
  options: ReplayCommandOptions,
  context: Context,
): Promise<number> {
  const { speed, color } = options;
  const shown = await displayFilter(options.displayFilter);
  if (hasScreen(context)) {
    // The terminal UI's libraries take longer to load than most captures to read.
    const { replayOnScreen } = await import('../replay-screen.ts');
    return await replayOnScreen(file, { speed, color, filter: options.displayFilter ?? null }, context);
  }
  const print = linesPrinter(textFor(context, color));
  const output = streamOutput(context.stdout);
  const warnings = new FileWarnings(file, context);
  for await (const events of readExchanges(file, { speed, interrupted: context.interrupted })) {
    for (const event of events) if (event.kind === 'issue') warnings.take(event);
    await output.write(print(shown(events)));
  }
  return context.interrupted.aborted ? EXIT_INTERRUPTED : EXIT_DONE;
}
