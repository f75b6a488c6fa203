import type { ReadEvent } from '../engine/capture-decoder.ts';
import type { Speed } from '../engine/pace.ts';
import { readExchanges } from '../engine/read-exchanges.ts';
import { Store } from '../store/store.ts';
import { runTui } from '../views/tui/run-tui.tsx';
import { showsColor, showsUtf8 } from '../views/tui/terminal/terminal-abilities.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import { StoreEngine } from '../views/view-model/store-engine.ts';
import type { Context } from './context.ts';
import type { EventFilter } from './display-filter.ts';
import { EXIT_DONE } from './exit.ts';
import { openKeyboard } from './keyboard.ts';

interface ScreenOptions {
  readonly speed: Speed;
  readonly color: 'auto' | 'always' | 'never';
  readonly shown: EventFilter;
}

/** `dind-sniff replay FILE` in the terminal, until the user leaves it. */
export async function replayOnScreen(
  file: string,
  { speed, color, shown }: ScreenOptions,
  context: Context,
): Promise<number> {
  const left = new AbortController();
  const events = readExchanges(file, { speed, interrupted: left.signal });
  // What is no capture at all is said in a line, not on a screen.
  const first = await events.next();
  const engine = new StoreEngine(new Store(), file === '-' ? 'standard input' : safeText(file), 'reading');
  const reading = fill(engine, first, events, shown);
  const keyboard = openKeyboard(context);
  try {
    await runTui(engine, {
      stdin: keyboard.stream,
      stdout: context.stdout,
      ascii: !showsUtf8(context.env),
      color: color === 'auto' ? showsColor(context.env) : color === 'always',
      utcOffset: (at) => -new Date(at / 1000).getTimezoneOffset(),
      interrupted: context.interrupted,
    });
  } finally {
    left.abort();
    keyboard.close();
    // Nothing more may come for a long time, and nobody waits for it.
    if (file === '-') context.stdin.destroy();
  }
  await reading;
  return EXIT_DONE;
}

/** Reads to the end, or until the screen is left; what goes wrong on the way is shown on the screen. */
async function fill(
  engine: StoreEngine,
  first: IteratorResult<readonly ReadEvent[]>,
  rest: AsyncGenerator<readonly ReadEvent[]>,
  shown: EventFilter,
): Promise<void> {
  try {
    if (!first.done) take(engine, shown(first.value));
    for await (const events of rest) take(engine, shown(events));
  } catch (error) {
    engine.changed({
      state: 'failed',
      message: safeText(error instanceof Error ? error.message : String(error)),
    });
  }
}

function take(engine: StoreEngine, events: readonly ReadEvent[]): void {
  for (const event of events) {
    switch (event.kind) {
      case 'exchange-opened':
      case 'exchange-closed':
        engine.put(event.exchange);
        break;
      case 'issue':
        engine.putIssue(event);
        break;
      case 'summary': {
        const { packets, drops } = event.summary;
        engine.changed({ state: 'ended', progress: 1, packets, dropped: drops });
        break;
      }
    }
  }
  engine.changed();
}
