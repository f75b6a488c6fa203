import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

const CAPTURE = 'fixtures/classic-build/capture.pcapng';
/** Those of the fixture's config.json. */
const SECRETS = ['not-a-real-password-1', 'not-a-real-password-2', 'made-up-identity-token-3'];
const QUESTION = 'Show passwords and tokens on the screen?';

let folder: string;
let terminal: Terminal;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'privacy-'));
  terminal = Terminal.program(['replay', CAPTURE], {
    columns: 120,
    rows: 30,
    env: { PAGER: `cp --no-clobber --target-directory=${folder}`, XDG_STATE_HOME: folder },
  });
  await terminal.shows('✓ all read');
  await terminal.pressed('enter', '5');
});
afterEach(async () => {
  await terminal.close();
  rmSync(folder, { recursive: true });
});

const shown = (): readonly string[] => SECRETS.filter((secret) => terminal.text().includes(secret));
const everWritten = (): boolean => SECRETS.some((secret) => terminal.written.includes(secret));

async function answer(key: string): Promise<void> {
  terminal.press('p');
  await terminal.shows(QUESTION);
  terminal.press(key);
  await terminal.shows((screen) => !screen.includes(QUESTION));
}

/** Opens the tab in the pager, and gives what that was given. */
async function paged(): Promise<string> {
  const from = terminal.written.length;
  terminal.press('v');
  await terminal.shows(() => terminal.written.includes('\x1b[?1049h', from));
  return readFileSync(join(folder, 'text'), 'utf8');
}

describe.skipIf(cannotOpenTerminal !== null)(`passwords and tokens${leftOut}`, () => {
  test.each(['n', 'esc', 'enter', 'x'])('stay masked when %s answers the question', async (key) => {
    await answer(key);
    await terminal.pressed('right', 'left');
    expect(terminal.text()).toContain('••••');
    expect(everWritten()).toBe(false);
  });

  test('are shown after y, on every tab, until p hides them', async () => {
    await answer('y');
    await terminal.shows(() => shown().length === SECRETS.length);
    await terminal.pressed('7');
    expect(terminal.text()).not.toContain('••••');
    await terminal.pressed('5');
    expect(shown()).toEqual(SECRETS);
    terminal.press('p');
    await terminal.shows(() => shown().length === 0);
    expect(terminal.text()).toContain('••••');
    // Hidden is hidden: nothing written from here on holds one.
    const from = terminal.written.length;
    await terminal.pressed('7', 'right', '5', 'esc', 'enter');
    terminal.resize(80, 24);
    await terminal.pressed('5');
    terminal.resize(120, 30);
    await terminal.pressed('ctrl-l');
    expect(SECRETS.filter((secret) => terminal.written.includes(secret, from))).toEqual([]);
  });

  test('are masked in other exchanges and reports, and in a pager, unless they are shown', async () => {
    expect(await paged()).not.toMatch(/not-a-real|made-up/);
    await terminal.pressed('esc', '3');
    expect(terminal.text()).toContain('carol');
    await terminal.pressed('esc');
    expect(everWritten()).toBe(false);
  });
});
