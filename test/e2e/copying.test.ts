import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hostileCapture } from '../builders/hostile-capture.ts';
import { scriptPcap } from '../builders/script-pcap.ts';
import { Conversation } from '../builders/tcp-conversation.ts';
import { runBin } from '../cli/run-bin.ts';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

const FIXTURE = 'fixtures/classic-build';
const CAPTURE = `${FIXTURE}/capture.pcapng`;

/** Operating system command 52: what goes to the clipboard, in base64. */
const CLIPBOARD = /\x1b\]52;c;([A-Za-z0-9+/]*={0,2})\x07/g;

const SECRETS = ['not-a-real-password', Buffer.from('alice:not-a-real').toString('base64').slice(0, 16)];

let folder: string;
let terminal: Terminal;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'copying-'));
});
afterEach(() => terminal.close());
afterAll(() => rmSync(folder, { recursive: true }));

async function start(capture: string, ...keys: readonly string[]): Promise<void> {
  terminal = Terminal.program(['replay', capture], { columns: 160, rows: 24 });
  await terminal.shows('✓ all read');
  await terminal.pressed(...keys);
}

/** Presses the keys, and gives what is in the clipboard then. */
async function copied(...keys: readonly string[]): Promise<string> {
  const from = terminal.written.length;
  terminal.press(...keys);
  await terminal.shows(/ copied /);
  const [found] = terminal.written.slice(from).matchAll(CLIPBOARD);
  return Buffer.from(found?.[1] as string, 'base64').toString('utf8');
}

/** Has a shell run the line, with nothing behind its first word; gives the other words. */
function shellWords(line: string): readonly string[] {
  const command = line.split(' ', 1)[0] as string;
  const script = `${command}() { printf '%s\\0' "$@"; }\n${line}\n`;
  execFileSync('bash', ['--norc', '-n'], { input: script });
  const printed = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8', cwd: folder });
  return printed.split('\0').slice(0, -1);
}

describe.skipIf(cannotOpenTerminal !== null)(`y${leftOut}`, () => {
  test('copies as a curl line, its secrets masked', async () => {
    await start(CAPTURE);
    const line = await copied('y', 'c');
    const words = shellWords(line);
    expect(line).toMatch(/^curl -X POST /);
    expect(words).toContain('X-Registry-Config: ••••');
    expect(words.at(-1)).toMatch(/^http:\/\/127\.0\.0\.1:2375\/v1\.41\/build\?buildargs=/);
    for (const secret of SECRETS) expect(line).not.toContain(secret);
  });

  test('copies as the docker command that was typed', async () => {
    await start(CAPTURE);
    const words = shellWords(await copied('y', 'd'));
    const typed = /^\$ (docker build [^\n]*)/m.exec(readFileSync(`${FIXTURE}/client.txt`, 'utf8'))?.[1];
    expect(words.toSorted()).toEqual(shellWords(typed as string).toSorted());
  });

  test('copies as the JSON that export writes', async () => {
    await start(CAPTURE, 'enter');
    const { stdout } = await runBin(['export', CAPTURE, '--format', 'ndjson']);
    const lines = stdout.trim().split('\n');
    const line = lines.find((one) => one.startsWith('{"type":"exchange","id":2,'));
    expect(JSON.parse(await copied('y', 'j'))).toEqual(JSON.parse(line as string));
  });

  test('copies as a line in words, and says where there is no docker command', async () => {
    await start('fixtures/http-client/capture.pcapng');
    expect(await copied('y', 's')).toBe('ping');
    terminal.press('y', 'd');
    await terminal.shows('there is no docker command that makes this call');
  });

  test('copies a table, a file and a comparison', async () => {
    await start(CAPTURE, '4');
    expect(await copied('y')).toMatch(/^ +20 kB +3 times +60 kB .* public\/img\/hero\.webp/m);
    await terminal.pressed('esc', 'm', 'j', 'c');
    expect(await copied('y')).toMatch(/^ +2 +ARG NODE_ENV=development +149 ms +✓ cached/m);
    await terminal.pressed('esc', 'g', 'enter', '2', 'G', 'k', 'enter');
    expect(await copied('y')).toBe('logs/*.log\n');
  });

  test('copies masked what p shows', async () => {
    await start(CAPTURE, 'enter', '5');
    terminal.press('p', 'y');
    await terminal.shows('not-a-real-password-1');
    for (const form of ['c', 'j']) {
      const text = await copied('y', form);
      for (const secret of SECRETS) expect(text).not.toContain(secret);
      terminal.press('down');
      await terminal.shows((screen) => !screen.includes(' copied '));
    }
  });

  test('quotes what a capture would have the shell do', async () => {
    const bait = `a';touch owned;'$(touch owned)\`touch owned\`"\\`;
    const body = JSON.stringify({ Image: bait, Cmd: [bait, '-c', bait], Env: [`A=${bait}`] });
    const target = `/v1.41/containers/create?name=${encodeURIComponent(bait)}&x='$(touch$IFS"owned")'`;
    const head = `POST ${target} HTTP/1.1\r\nHost: d\r\nX-It: ${bait}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const talk = new Conversation();
    const answer = 'HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}';
    const capture = join(folder, 'bait.pcap');
    writeFileSync(capture, scriptPcap([...talk.handshake(), talk.a.data(head + body), talk.b.data(answer)]));
    await start(capture);
    expect(shellWords(await copied('y', 'c'))).toContain(`X-It: ${bait}`);
    await terminal.pressed('g');
    const words = shellWords(await copied('y', 'd'));
    expect(words.slice(-3)).toEqual([bait, '-c', bait]);
    expect(readdirSync(folder)).not.toContain('owned');
  });

  test('gives a line for whatever a capture holds', async () => {
    const capture = join(folder, 'capture.pcap');
    writeFileSync(capture, hostileCapture());
    await start(capture, 'a', 'G');
    let looked = 0;
    for (let above = ''; ; looked += 1) {
      const line = await copied('y', 'c');
      expect(shellWords(line).at(-1)).toMatch(/^http:/);
      const screen = await terminal.pressed('k').then(() => terminal.inverse().join());
      if (screen === above) break;
      above = screen;
    }
    expect(looked).toBeGreaterThan(3);
  });
});
