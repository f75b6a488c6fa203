import { afterEach, expect, it } from 'vitest';
import { runTui } from '../../../src/views/tui/run-tui.tsx';
import { safeText } from '../../../src/views/view-model/safe-text.ts';
import { exchange } from '../../builders/exchange.ts';
import { oddTexts } from '../../builders/odd-texts.ts';
import { HeadlessTerminal } from './headless-terminal.ts';
import { MemoryEngine } from './memory-engine.ts';

let running: { readonly terminal: HeadlessTerminal; readonly done: Promise<void> } | undefined;

afterEach(async () => {
  await running?.terminal.press('Q');
  await running?.done;
  running = undefined;
});

const odd = oddTexts.map((text, index) =>
  exchange({ id: index + 1, connection: index + 1, summary: safeText(text) }),
);

async function open(columns: number, rows: number): Promise<HeadlessTerminal> {
  const terminal = new HeadlessTerminal(columns, rows);
  const { stdin, stdout } = terminal;
  const options = { stdin, stdout, ascii: false, color: true, utcOffset: () => 0, preview: false };
  running = { terminal, done: runTui(new MemoryEngine(odd), options) };
  await terminal.settled();
  return terminal;
}

it.each([
  [80, 40],
  [120, 40],
  [300, 100],
])('columns of the list are straight at %i × %i, whatever is in them', async (columns, rows) => {
  const terminal = await open(columns, rows);
  const places = terminal.columnsOf('✓').filter((place) => place > 0);
  // The first is the header's, of the capture itself.
  expect(places.length).toBeGreaterThanOrEqual(odd.length);
  expect(new Set(places.slice(-odd.length)).size).toBe(1);
});

it('is drawn at every size, while it is resized, and leaves nothing behind', async () => {
  const terminal = await open(80, 24);
  const keys = ['j', 'enter', 'tab', 'tab', 'esc', '?', 'esc', '/', 'esc', ':', 'esc', '5', 'esc', '1'];
  const sizes = [
    [20, 5],
    [300, 100],
    [33, 7],
    [200, 50],
    [21, 60],
    [80, 6],
  ] as const;
  for (const [turn, key] of keys.entries()) {
    const [columns, rows] = sizes[turn % sizes.length]!;
    terminal.resize(columns, rows);
    await terminal.press(key);
    const resized = terminal.screen();
    await terminal.press('ctrl-l');
    expect([key, columns, terminal.screen()]).toEqual([key, columns, resized]);
  }
});
