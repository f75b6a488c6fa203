import type { EngineProcess } from '../engine/engine-process.ts';
import { RemoteEngine } from '../engine/remote-engine.ts';
import { summaryLines } from '../views/text/summary-lines.ts';
import { runTui } from '../views/tui/run-tui.tsx';
import { showsColor, showsUtf8 } from '../views/tui/terminal/terminal-abilities.ts';
import type { Context } from './context.ts';
import { openKeyboard } from './keyboard.ts';
import { streamOutput } from './output.ts';
import { toProgramError } from './start-engine.ts';
import { textFor } from './text-terminal.ts';

interface ScreenOptions {
  /** `live`: packets keep coming, so the newest is shown, and in the end what there was in all. */
  readonly state: 'reading' | 'live';
  readonly color: 'auto' | 'always' | 'never';
}

/**
 * Shows in the terminal what another process reads, until the user leaves. Gives why the capture ended, where
 * that was not asked for.
 */
export async function engineOnScreen(
  engineProcess: EngineProcess,
  { state, color }: ScreenOptions,
  context: Context,
): Promise<string | null> {
  const engine = new RemoteEngine(engineProcess, state);
  const keyboard = openKeyboard(context);
  try {
    await runTui(engine, {
      stdin: keyboard.stream,
      stdout: context.stdout,
      ascii: !showsUtf8(context.env),
      color: color === 'auto' ? showsColor(context.env) : color === 'always',
      utcOffset: (at) => -new Date(at / 1000).getTimezoneOffset(),
      follow: state === 'live',
      interrupted: context.interrupted,
    });
  } finally {
    keyboard.close();
    const summary = await engine.stop();
    if (state === 'live' && summary !== null) {
      const lines = summaryLines(summary, textFor(context, color));
      await streamOutput(context.stdout).write(`${lines.join('\n')}\n`);
    }
  }
  if (engineProcess.broken !== null) throw toProgramError(engineProcess.broken);
  return engine.status().message;
}
