import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

let config: string;
let terminal: Terminal;
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'rebound-'));
  mkdirSync(join(config, 'dind-sniff'));
});
afterEach(async () => {
  await terminal.close();
  rmSync(config, { recursive: true });
});

async function start(keys: Readonly<Record<string, unknown>>): Promise<void> {
  writeFileSync(join(config, 'dind-sniff/config.json'), JSON.stringify({ keys }));
  terminal = Terminal.program(['replay', 'fixtures/classic-build/capture.pcapng'], {
    columns: 100,
    rows: 24,
    env: { XDG_CONFIG_HOME: config },
  });
  await terminal.shows('✓ all read');
}

describe.skipIf(cannotOpenTerminal !== null)(`keys that a user chose${leftOut}`, () => {
  test('work in place of the old ones, and every screen names them', async () => {
    await start({
      'filter.errors': ['x'],
      'app.palette': 'ctrl-p',
      'go.builds': ['B', 'f'],
      'go.back': ['backspace', 'left'],
      'tab.previous': ['shift-tab'],
      'list.quit': [],
    });
    expect(terminal.text()).toContain(' x errors ');
    expect(terminal.text()).not.toContain(' quit ');
    terminal.press('x');
    await terminal.shows('1 of 8 pass');
    terminal.press('x');
    await terminal.shows('no filter');
    // None of the old ones does anything: the first to be seen is that of the last key.
    terminal.press('e', ':', '2', 'q');
    terminal.press('B');
    expect(await terminal.shows(' Builds ')).not.toContain(' pass');
    terminal.press('left');
    await terminal.shows('CLIENT');
    terminal.press('ctrl-p', ...'only what');
    await terminal.shows(/filter\.errors +Only what failed \(x\)/);
    terminal.press('esc');
    await terminal.shows((screen) => !screen.includes('▏'));
    terminal.press('?');
    await terminal.shows(/^ +x +Only what failed$/m);
  });

  test('that mean two things, or nothing, are told at the end', async () => {
    await start({ 'list.follow': ['g'], 'list.flollow': ['f'], 'list.sort': 7 });
    terminal.press('Q');
    expect(await terminal.ended).toBe(0);
    const screen = terminal.text();
    expect(screen).toMatch(/g is both move\.first and list\.follow/);
    expect(screen).toContain('there is no command list.flollow');
    expect(screen).toContain('the keys of list.sort are no names of keys');
  });
});
