import { afterAll, describe, expect, test } from 'vitest';
import { keyBindings, type Place } from '../../src/views/tui/keys/key-bindings.ts';
import { arrive, shellFor, Tools } from './every-key/arrive.ts';
import { detailKeys } from './every-key/detail-keys.ts';
import { helpKeys } from './every-key/help-keys.ts';
import type { KeyWalk } from './every-key/key-step.ts';
import { listKeys } from './every-key/list-keys.ts';
import { paneKeys } from './every-key/pane-keys.ts';
import { reportKeys } from './every-key/report-keys.ts';
import { cannotOpenTerminal, leftOut, type Terminal } from './terminal.ts';

/** Those that end the program come last. */
const ENDING: ReadonlySet<string> = new Set(['app.quit', 'list.quit']);
/** Not in the palette: it is the palette, and a tab is chosen by its digit. */
const UNNAMED: ReadonlySet<string> = new Set(['app.palette', 'tab.select']);

/** Those that give the terminal to another program: what is to be seen, and what to type there. */
const LENDING: Readonly<Record<string, readonly [words: string, answer: string]>> = {
  'app.suspend': ['Stopped', 'fg'],
  'open.pager': ['pager has', ''],
  'open.editor': ['editor has', ''],
};

const PROMPT = /▏[^\n]*$/;
const ASKS = / (Copy as|Show passwords and tokens on the screen\?) [^\n]*$/;

function commandsOf(place: Place): readonly string[] {
  return keyBindings
    .filter(({ where }) => where.includes(place) || where.includes('everywhere'))
    .map(({ command }) => command)
    .filter((command) => !UNNAMED.has(command));
}

async function run(terminal: Terminal, name: string): Promise<string> {
  terminal.press(':');
  await terminal.shows(/ : ▏$/);
  terminal.press(...name);
  await terminal.shows(` : ${name}▏`);
  terminal.press('enter');
  return terminal.shows((screen) => !screen.includes(` : ${name}▏`));
}

/** Back to the place, wherever the last command led. */
async function back(terminal: Terminal, { way, there }: KeyWalk): Promise<void> {
  const isThere = () => there.holds(terminal, '');
  if (PROMPT.test(terminal.text()) || ASKS.test(terminal.text())) {
    terminal.press('esc');
    await terminal.shows((screen) => !PROMPT.test(screen) && !ASKS.test(screen));
  }
  if (isThere()) return;
  await run(terminal, 'go.list');
  await terminal.shows('CLIENT');
  terminal.press('g', ...way);
  await terminal.shows(isThere);
}

const tools = new Tools();
afterAll(() => tools.remove());

const walks = [listKeys, detailKeys, reportKeys, paneKeys, helpKeys];

describe.skipIf(cannotOpenTerminal !== null)(`commands run by their names${leftOut}`, () => {
  test.each(walks)(
    'on $place',
    async (walk) => {
      const terminal = await shellFor(walk, tools.env);
      const commands = commandsOf(walk.place);
      try {
        await arrive(terminal, walk);
        for (const name of commands.filter((one) => !ENDING.has(one))) {
          expect(await run(terminal, name)).not.toContain('does nothing here');
          const [words, answer] = LENDING[name] ?? [];
          if (words !== undefined) await terminal.shows(words);
          if (answer !== undefined) terminal.type(answer);
          await terminal.shows((screen) => !terminal.isAsItWas && !screen.includes(` : ${name}▏`));
          await back(terminal, walk);
        }
        for (const name of commands.filter((one) => ENDING.has(one))) {
          await run(terminal, name);
          await terminal.shows(/ready>\s*$/);
          await arrive(terminal, walk);
        }
      } finally {
        await terminal.close();
      }
    },
    60_000,
  );
});
