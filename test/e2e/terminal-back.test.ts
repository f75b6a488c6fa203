import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

const REPLAY = 'node bin/dind-sniff.js replay fixtures/classic-build/capture.pcapng';

let terminal: Terminal;
let settings: string;
beforeEach(async () => {
  terminal = await Terminal.shell({ columns: 100, rows: 24 });
  settings = await lineSettings();
});
afterEach(() => terminal.close());

/** What the terminal's driver does with lines, as stty writes it. */
async function lineSettings(): Promise<string> {
  terminal.type('clear; echo "settings $(stty -g)"');
  const screen = await terminal.shows(/^settings [0-9a-f:]+$/m);
  return /^settings (.*)$/m.exec(screen)?.[1] as string;
}

/** Starts the program from the shell, and gives the processes of its front and its engine. */
async function start(prefix = ''): Promise<{ front: number; engine: number }> {
  terminal.type(`${prefix}${REPLAY}`);
  await terminal.shows('all read');
  const front = childOf(terminal.pid);
  return { front, engine: childOf(front) };
}

function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

async function expectBack(code: number): Promise<void> {
  await terminal.shows(/ready>\s*$/);
  expect(terminal.isAsItWas).toBe(true);
  terminal.type('echo "code $?"');
  await terminal.shows(`code ${code}`);
  expect(await lineSettings()).toBe(settings);
}

describe.skipIf(cannotOpenTerminal !== null)(`the terminal is as it was${leftOut}`, () => {
  test.each([['q'], ['Q'], ['ctrl-c']])('after %s', async (key) => {
    await start();
    expect(terminal.isAsItWas).toBe(false);
    terminal.press(key);
    await expectBack(0);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('after %s', async (signal, code) => {
    const { front } = await start();
    process.kill(front, signal);
    await expectBack(code);
  });

  test('after the engine was killed: the screen says so, and can be left', async () => {
    const { engine } = await start();
    process.kill(engine, 'SIGKILL');
    await terminal.shows('SIGKILL');
    terminal.press('j', 'q');
    await expectBack(1);
  });

  test('after a mistake of our own', async () => {
    const crash = 'process.on("SIGUSR2", () => { throw new Error("boom") })';
    const { front } = await start(
      `NODE_OPTIONS='--import=data:text/javascript,${encodeURIComponent(crash)}' `,
    );
    process.kill(front, 'SIGUSR2');
    await expectBack(1);
    expect(terminal.written).toContain('boom');
  });

  test('while it is stopped, and it comes back with fg', async () => {
    terminal.type('set -m');
    await start();
    terminal.press('ctrl-z');
    await terminal.shows(/Stopped/i);
    expect(terminal.isAsItWas).toBe(true);
    expect(await lineSettings()).toBe(settings);
    terminal.type('fg');
    await terminal.shows('all read');
    terminal.press('enter');
    await terminal.shows('It failed');
    terminal.press('Q');
    await expectBack(0);
  });
});
