import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasTmux, Tmux } from './tmux.ts';

const REPLAY = 'node bin/dind-sniff.js replay';
const CAPTURE = 'fixtures/classic-build/capture.pcapng';

let terminal: Tmux;

async function expectTerminalBack(): Promise<void> {
  await terminal.shows(/code \d+/);
  expect(terminal.onAlternateScreen).toBe(false);
  expect(terminal.cursorShown).toBe(true);
  // Line editing and echo are the shell's again.
  terminal.type('stty -a | grep -Eo " -?(icanon|echo) " | sort | tr -d "\\n"');
  await terminal.shows(' echo  icanon');
}

describe.skipIf(!hasTmux)('replay in a real terminal (needs tmux)', () => {
  beforeEach(async ({ task }) => {
    terminal = new Tmux(task.id, 80, 24);
    await terminal.shows('ready>');
  });

  afterEach(() => terminal.close());

  it('shows the list, every tab of a build, scrolls, and gives the terminal back', async () => {
    terminal.type(`${REPLAY} ${CAPTURE}; echo code $?`);
    await terminal.shows('✓ all read  8 exchanges');
    await terminal.shows('! 2 findings: logins of 3 registries went over the network unencrypted');
    await terminal.shows(/context \d+ kB, \d+ files; largest node_modules/);
    terminal.keys('Enter');
    await terminal.shows(/It failed: ✗ step 7\/17 after [\d.]+ s, in 2 calls/);
    terminal.keys('Tab');
    await terminal.shows('.env  ! often holds secrets');
    terminal.keys('Down', 'Space');
    await terminal.shows('lib/');
    terminal.keys('Tab');
    await terminal.shows(/7 {2}✗ exit code 1 {2}RUN echo/);
    terminal.keys('Tab');
    await terminal.shows('wc: src/sever.js: No such file or directory');
    terminal.keys('Tab');
    await terminal.shows(/registry\.example\.test:5000 +bob +password +•••• +! plain TCP/);
    terminal.keys('Tab');
    await terminal.shows('docker build -t web:latest');
    terminal.keys('Tab');
    await terminal.shows('POST /v1.41/build HTTP/1.1');
    terminal.keys('PageDown');
    await terminal.shows('X-Registry-Config: ••••');
    terminal.keys('g');
    await terminal.shows('POST /v1.41/build HTTP/1.1');
    terminal.keys('Tab');
    await terminal.shows('HTTP/1.1 200 OK');
    terminal.keys('Tab');
    await terminal.shows('all in all');
    terminal.keys('q');
    await terminal.shows('1 of 4');
    expect(terminal.screen()).not.toContain('ready>');
    terminal.keys('q');
    await expectTerminalBack();
    await terminal.shows('code 0');
  });

  it('follows the size of the window', async () => {
    terminal.type(`${REPLAY} ${CAPTURE}; echo code $?`);
    await terminal.shows('✓ all read');
    terminal.resize(200, 50);
    await terminal.shows(/TIME +CLIENT +OPERATION/);
    terminal.resize(50, 10);
    await terminal.shows(/^ {3}OPERATION/m);
    expect(terminal.screen().split('\n').at(-2)).toContain('? help');
    terminal.keys('Q');
    await expectTerminalBack();
  });

  it('reads a capture from standard input and keys from the terminal', async () => {
    terminal.type(`cat ${CAPTURE} | ${REPLAY} -; echo code $?`);
    await terminal.shows('standard input');
    await terminal.shows('8 exchanges');
    terminal.keys('?');
    await terminal.shows('To the first line');
    terminal.keys('Escape', 'q');
    await expectTerminalBack();
    await terminal.shows('code 0');
  });

  it('is silent about the screen when there is nothing to show', async () => {
    terminal.type(`${REPLAY} package.json; echo code $?`);
    const screen = await terminal.shows('code 1');
    expect(screen).toContain('dind-sniff: cannot read package.json: not a pcap or pcapng capture');
    expect(screen).not.toContain('TIME');
  });
});
