import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

let terminal: Terminal;
afterEach(() => terminal.close());

async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
  const capture = 'fixtures/classic-build/capture.pcapng';
  terminal = Terminal.program(['replay', capture], { columns: 100, rows: 16, env });
  await terminal.shows('✓ all read');
}

/** Clicks on the words where they stand on the screen. */
function clickOn(words: string): void {
  const lines = terminal.text().split('\n');
  const row = lines.findIndex((line) => line.includes(words));
  if (row === -1) throw new Error(`${words} is not on\n${lines.join('\n')}`);
  terminal.mouse('click', (lines[row]?.indexOf(words) ?? 0) + 1, row + 1);
}

async function isOn(words: string): Promise<void> {
  await terminal.shows(() => terminal.inverse().some((text) => text.includes(words)));
}

describe.skipIf(cannotOpenTerminal !== null)(`the mouse${leftOut}`, () => {
  test('selects a row of the list with one click, and opens it with the next', async () => {
    await start();
    clickOn(' images ');
    await isOn(' images ');
    clickOn(' images ');
    await isOn('Overview');
  });

  test('turns the list with its wheel', async () => {
    await start();
    terminal.mouse('wheel-down', 10, 6);
    await isOn(' images ');
    terminal.mouse('wheel-up', 10, 6);
    await isOn('✗ step 7/17');
  });

  test('chooses a tab, and a line in it', async () => {
    await start();
    terminal.press('enter');
    await isOn('Overview');
    clickOn('Context');
    await isOn('Context');
    clickOn('express/');
    await isOn('express/');
    terminal.mouse('wheel-down', 10, 8);
    await isOn('▸ ms/');
    clickOn('Request');
    await isOn('Request');
    await terminal.shows('POST /v1.41/build');
    terminal.mouse('wheel-down', 10, 8);
    await terminal.shows((screen) => !screen.includes('POST /v1.41/build'));
    terminal.mouse('wheel-up', 10, 8);
    await terminal.shows('POST /v1.41/build');
  });

  test('chooses a line of a report', async () => {
    await start();
    terminal.press('4');
    await isOn('hero.webp');
    clickOn('types/other.js');
    await isOn('types/other.js');
  });

  test('is left to the terminal by M, and given back', async () => {
    await start();
    expect(terminal.givesMouse).toBe(true);
    terminal.press('M');
    await terminal.shows('the terminal has the mouse');
    expect(terminal.givesMouse).toBe(false);
    terminal.press('M');
    await terminal.shows('the mouse works here');
    expect(terminal.givesMouse).toBe(true);
  });

  test('is not taken where the configuration says so', async () => {
    const config = mkdtempSync(join(tmpdir(), 'mouse-'));
    mkdirSync(join(config, 'dind-sniff'));
    writeFileSync(join(config, 'dind-sniff/config.json'), '{"mouse": false}');
    try {
      await start({ XDG_CONFIG_HOME: config });
      expect(terminal.givesMouse).toBe(false);
      terminal.press('M');
      await terminal.shows('the mouse works here');
      expect(terminal.givesMouse).toBe(true);
    } finally {
      rmSync(config, { recursive: true });
    }
  });
});
