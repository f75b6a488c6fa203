import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { runTui } from '../../../src/views/tui/run-tui.tsx';
import { exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';
import { HeadlessTerminal } from './headless-terminal.ts';
import { MemoryEngine } from './memory-engine.ts';

/** Each case: the keys that lead to a screen from the list. */
const screens: readonly (readonly [name: string, ...keys: string[]])[] = [
  ['list'],
  ['list-unfolded', 'space', 'j', 'j'],
  ['overview', 'j', 'enter'],
  ['context', 'j', 'enter', '2'],
  ['context-unfolded', 'j', 'enter', '2', 'j', 'space'],
  ['dockerfile', 'j', 'enter', '3'],
  ['steps', 'j', 'enter', '4'],
  ['auth', 'j', 'enter', '5'],
  ['calls', 'j', 'enter', '6'],
  ['request', 'j', 'enter', '7'],
  ['response', 'j', 'enter', '8'],
  ['timing', 'j', 'enter', '9'],
  ['help', '?'],
];

const sizes = [
  [80, 24],
  [120, 40],
  [200, 50],
] as const;

/** What the preview says of the row where the cursor ends; it comes when the cursor rests. */
const previews: Readonly<Record<string, string>> = {
  list: 'docker build -t web:latest',
  'list-unfolded': '): build web:latest',
};

const findings = ['logins of 3 registries went over plain TCP', '.env was sent in a build context'];

let running: { readonly terminal: HeadlessTerminal; readonly done: Promise<void> } | undefined;

afterEach(async () => {
  await running?.terminal.press('Q');
  await running?.done;
  running = undefined;
});

async function open(terminal: HeadlessTerminal, ascii = false): Promise<void> {
  const engine = new MemoryEngine([exchange(), webBuild()], { findings });
  const { stdin, stdout } = terminal;
  const done = runTui(engine, { stdin, stdout, ascii, color: !ascii, utcOffset: () => 0 });
  running = { terminal, done };
  await terminal.settled();
}

function expectGolden(name: string, screen: string): void {
  const file = new URL(`golden/${name}.txt`, import.meta.url);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${screen}\n`);
  expect(`${screen}\n`).toBe(readFileSync(file, 'utf8'));
}

describe.each(sizes)('at %i × %i', (columns, rows) => {
  it.each(screens)('%s looks as it did', async (name, ...keys) => {
    const terminal = new HeadlessTerminal(columns, rows);
    await open(terminal);
    await terminal.press(...keys);
    const preview = previews[name];
    if (columns === 200 && preview !== undefined) await terminal.shows(preview);
    expectGolden(`${name}-${columns}x${rows}`, terminal.screen());
  });
});

describe('without UTF-8 and colour', () => {
  it.each(screens)(
    '%s has no sign outside ASCII but the names of files, and no colour',
    async (_, ...keys) => {
      const terminal = new HeadlessTerminal(100, 30);
      await open(terminal, true);
      await terminal.press(...keys);
      expect(terminal.screen().replaceAll('日本語-パッケージ', '')).toMatch(/^[\n\x20-\x7e]*$/);
      expect(terminal.written).not.toMatch(/\x1b\[(3|4|9|10)\dm/);
    },
  );
});

it('shows no secret on any screen', async () => {
  const terminal = new HeadlessTerminal(200, 50);
  await open(terminal);
  for (const [, ...keys] of screens) await terminal.press(...keys, 'esc', 'esc', 'g');
  expect(terminal.written).not.toContain('hunter2');
});
