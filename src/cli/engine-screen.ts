import type { EngineProcess } from '../engine/engine-process.ts';
import { RemoteEngine } from '../engine/remote-engine.ts';
import { summaryLines } from '../views/text/summary-lines.ts';
import { readHistories } from '../views/tui/histories.ts';
import { runTui } from '../views/tui/run-tui.tsx';
import { readScreenConfig } from '../views/tui/screen-config.ts';
import {
  hasLightBackground,
  hasScreenReader,
  showsColor,
  showsUtf8,
} from '../views/tui/terminal/terminal-abilities.ts';
import { toolCommand } from '../views/tui/terminal/user-program.ts';
import { COLOR_THEME, LIGHT_THEME } from '../views/tui/theme/theme.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import { type Context, warn } from './context.ts';
import { openKeyboard } from './keyboard.ts';
import { streamOutput } from './output.ts';
import { toProgramError } from './start-engine.ts';
import { textFor } from './text-terminal.ts';
import { readUserFile, userFile, writeUserFile } from './user-files.ts';

interface ScreenOptions {
  /** `live`: packets keep coming, so the newest is shown, and in the end what there was in all. */
  readonly state: 'reading' | 'live';
  readonly color: 'auto' | 'always' | 'never';
  /** The display filter that the engine was started with. */
  readonly filter: string | null;
}

/**
 * Shows in the terminal what another process reads, until the user leaves. Gives why the capture ended, where
 * that was not asked for.
 */
export async function engineOnScreen(
  engineProcess: EngineProcess,
  { state, color, filter }: ScreenOptions,
  context: Context,
): Promise<string | null> {
  const engine = new RemoteEngine(engineProcess, state);
  const keyboard = openKeyboard(context);
  const { env } = context;
  const configFile = userFile('config', 'config.json', env);
  const config = readScreenConfig(readUserFile(configFile) ?? '{}');
  const historyFile = userFile('state', 'history.json', env);
  try {
    await runTui(engine, {
      stdin: keyboard.stream,
      stdout: context.stdout,
      screenReader: hasScreenReader(env),
      ascii: !showsUtf8(env),
      color: color === 'auto' ? showsColor(env) : color === 'always',
      theme: config.theme ?? (hasLightBackground(env) ? LIGHT_THEME : COLOR_THEME),
      utcOffset: (at) => -new Date(at / 1000).getTimezoneOffset(),
      follow: state === 'live',
      filter,
      keyMap: config.keyMap,
      preview: config.preview,
      mouse: config.mouse,
      histories: readHistories(readUserFile(historyFile) ?? '{}'),
      onHistories: (histories) => writeUserFile(historyFile, JSON.stringify(histories)),
      tools: { pager: toolCommand('pager', env), editor: toolCommand('editor', env) },
      interrupted: context.interrupted,
    });
  } finally {
    keyboard.close();
    for (const problem of config.problems) warn(context, safeText(`${configFile}: ${problem}`));
    const summary = await engine.stop();
    if (state === 'live' && summary !== null) {
      const lines = summaryLines(summary, textFor(context, color));
      await streamOutput(context.stdout).write(`${lines.join('\n')}\n`);
    }
  }
  if (engineProcess.broken !== null) throw toProgramError(engineProcess.broken);
  return engine.status().message;
}
