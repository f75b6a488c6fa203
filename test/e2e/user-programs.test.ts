import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

const FIXTURE = 'fixtures/classic-build';
const SAME_MEMORY = / \d+ MB/g;

let folder: string;
let terminal: Terminal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'user-programs-'));
});
afterEach(async () => {
  await terminal.close();
  rmSync(folder, { recursive: true });
});

/** A program that keeps what it was given, says so, and waits; gives its command. */
function tool(name: string): string {
  const script = [
    '#!/bin/sh',
    'for file; do :; done',
    `cat "$file" >"${folder}/${name}.given"`,
    `{ echo "$file"; stat -c %a "$file" "$(dirname "$file")"; stty -g; echo "$@"; } >"${folder}/${name}.told"`,
    `echo ${name} runs`,
    'read line',
    'exit 3',
  ];
  writeFileSync(join(folder, name), `${script.join('\n')}\n`, { mode: 0o755 });
  return join(folder, name);
}

const given = (name: string): Buffer => readFileSync(join(folder, `${name}.given`));
const told = (name: string): readonly string[] =>
  readFileSync(join(folder, `${name}.told`), 'utf8').split('\n');

async function start(env: Readonly<Record<string, string>>, ...keys: readonly string[]): Promise<void> {
  terminal = await Terminal.shell({ columns: 100, rows: 24, env: { ...env, TMPDIR: folder } });
  terminal.type(`stty -g >${folder}/before; clear; node bin/dind-sniff.js replay ${FIXTURE}/capture.pcapng`);
  await terminal.shows('✓ all read');
  await terminal.pressed(...keys);
}

describe.skipIf(cannotOpenTerminal !== null)(`a program of the user's${leftOut}`, () => {
  test.each([
    ['v', 'PAGER'],
    ['E', 'EDITOR'],
    ['E', 'VISUAL'],
  ])(
    '%s gives a file to $%s, which has the terminal as it was; then the screen is back',
    async (key, name) => {
      // What is set in the environment may have options, and more is asked for than the other.
      await start(
        { EDITOR: 'false', [name]: `${tool('tool')} --flag 'two words'` },
        'enter',
        '2',
        'G',
        'k',
        'enter',
      );
      const screen = terminal.text();
      terminal.press(key);
      await terminal.shows('tool runs');
      expect(terminal.isAsItWas).toBe(true);
      const digests = readFileSync(`${FIXTURE}/witness.json`, 'utf8');
      expect(digests).toContain(createHash('sha256').update(given('tool')).digest('hex'));
      const [file, mode, folderMode, settings, words] = told('tool') as [
        string,
        string,
        string,
        string,
        string,
      ];
      expect([mode, folderMode]).toEqual(['600', '700']);
      expect(settings).toBe(readFileSync(join(folder, 'before'), 'utf8').trim());
      expect(words).toBe(`--flag two words ${file}`);
      terminal.press('enter');
      await terminal.shows((now) => now === screen);
      expect(terminal.givesMouse).toBe(true);
      expect(existsSync(file)).toBe(false);
      // Keys are ours again.
      terminal.press('t', 't');
      await terminal.shows('00000000  6c 6f 67 73');
    },
  );

  test('is given what the shown tab says, from its first line to its last', async () => {
    await start({ PAGER: tool('tool') }, 'enter', '7');
    const [, , , first = ''] = terminal.text().split('\n');
    await terminal.shows(/ of 13,\d\d\d$/m);
    terminal.press('v');
    await terminal.shows('tool runs');
    const lines = given('tool').toString('utf8').split('\n');
    expect(lines[0]).toBe(first);
    expect(lines.length).toBeGreaterThan(1000);
    terminal.press('enter');
    await terminal.shows(first);
  });

  test('may be ended with Ctrl-C, and we go on', async () => {
    await start({ PAGER: "sh -c 'echo sleeps; exec sleep 60'" }, 'enter', '7');
    await terminal.shows(/ of 13,\d\d\d$/m);
    terminal.press('v');
    await terminal.shows('sleeps');
    terminal.press('ctrl-c');
    await terminal.shows('POST /v1.41/build');
    await terminal.pressed('2');
    expect(terminal.text()).toContain('node_modules/');
  });

  test.each([
    ['v', { PAGER: '/no/such/program' }],
    ['E', { EDITOR: '/no/such/program' }],
  ] as const)('that is not there is told in a line: %s', async (key, env) => {
    await start(env, 'enter');
    const before = terminal.text().split('\n').slice(0, -1).join('\n');
    terminal.press(key);
    await terminal.shows('/no/such/program cannot be run');
    const screen = terminal.text();
    expect(screen.split('\n').slice(0, -1).join('\n').replace(SAME_MEMORY, '')).toBe(
      before.replace(SAME_MEMORY, ''),
    );
  });
});
