import type { Speed } from '../../engine/pace.ts';
import { readExchanges } from '../../engine/read-exchanges.ts';
import { ExchangeLines } from '../../views/text/exchange-lines.ts';
import { explainBuild } from '../../views/text/explain-build.ts';
import { summaryLines } from '../../views/text/summary-lines.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE, EXIT_INTERRUPTED } from '../exit.ts';
import { FileWarnings } from '../file-warnings.ts';
import { hasScreen } from '../keyboard.ts';
import { streamOutput } from '../output.ts';
import { textFor } from '../text-terminal.ts';

export interface ReplayCommandOptions {
  readonly speed: Speed;
  readonly color: 'auto' | 'always' | 'never';
}

/** Builds that are explained at the end; their text waits in memory until then. */
const MAX_EXPLAINED = 10;

/** `dind-sniff replay FILE`: on the screen where there is one, otherwise as lines. */
export async function replay(
  [file = '-']: readonly string[],
  { speed, color }: ReplayCommandOptions,
  context: Context,
): Promise<number> {
  if (hasScreen(context)) {
    // The terminal UI's libraries take longer to load than most captures to read.
    const { replayOnScreen } = await import('../replay-screen.ts');
    return await replayOnScreen(file, { speed, color }, context);
  }
  const options = textFor(context, color);
  const exchanges = new ExchangeLines(options);
  const output = streamOutput(context.stdout);
  const warnings = new FileWarnings(file, context);
  const builds: (readonly string[])[] = [];
  for await (const events of readExchanges(file, { speed, interrupted: context.interrupted })) {
    const lines: string[] = [];
    for (const event of events) {
      if (event.kind === 'issue') warnings.take(event);
      else if (event.kind === 'exchange-closed') {
        const { exchange } = event;
        lines.push(...exchanges.lines(exchange));
        const { build } = exchange.docker;
        if (build !== null && builds.length < MAX_EXPLAINED)
          builds.push(explainBuild(exchange, build, options));
      } else if (event.kind === 'summary') {
        for (const build of builds) lines.push('', ...build);
        lines.push('', ...summaryLines(event.summary, options));
      }
    }
    await output.write(lines.map((line) => `${line}\n`).join(''));
  }
  return context.interrupted.aborted ? EXIT_INTERRUPTED : EXIT_DONE;
}
