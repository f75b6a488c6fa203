import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

const FIXTURE = 'fixtures/classic-build';
const CAPTURE = `${FIXTURE}/capture.pcapng`;

interface Witness {
  readonly context: readonly { readonly bodySha256: string }[];
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

const witness = JSON.parse(readFileSync(`${FIXTURE}/witness.json`, 'utf8')) as Witness;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const fileDigest = (path: string): string | undefined =>
  witness.files.find((file) => file.path === path)?.sha256;

let folder: string;
let terminal: Terminal;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saving-'));
});
afterEach(() => terminal.close());
afterAll(() => rmSync(folder, { recursive: true }));

async function start(...keys: readonly string[]): Promise<void> {
  terminal = Terminal.program(['replay', CAPTURE], { columns: 160, rows: 24, env: { HOME: homedir() } });
  await terminal.shows('✓ all read');
  await terminal.pressed(...keys);
}

/** Asks to save, under another name than the one that is offered. */
async function saveTo(path: string): Promise<void> {
  terminal.press('w');
  await terminal.shows('save to ');
  terminal.press('ctrl-u', ...path, 'enter');
}

describe.skipIf(cannotOpenTerminal !== null)(`w${leftOut}`, () => {
  test.each([
    ['a body', ['enter', '7'], witness.context[0]?.bodySha256],
    ['a file that the cursor is on', ['enter', '2', 'G', 'k'], fileDigest('.dockerignore')],
    ['a file that is open', ['enter', '2', 'G', 'k', 'k', 'k', 'enter'], fileDigest('.env')],
    ['the capture', [], sha256(readFileSync(CAPTURE))],
  ] as const)('saves %s, for its owner alone', async (what, keys, digest) => {
    await start(...keys);
    const path = join(folder, what);
    await saveTo(path);
    await terminal.shows(/saved .* to \S/);
    expect(sha256(readFileSync(path))).toBe(digest);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('leaves what is there already, and says so', async () => {
    const path = join(folder, 'there');
    writeFileSync(path, 'mine');
    await start();
    await saveTo(path);
    await terminal.shows(`${path} is there already; choose another name`);
    expect(readFileSync(path, 'utf8')).toBe('mine');
    await saveTo(folder);
    await terminal.shows(`${folder} is there already; choose another name`);
  });

  test('says in a line where it cannot write', async () => {
    const closed = process.getuid?.() === 0 ? '/sys' : mkdtempSync(join(folder, 'closed-'));
    if (process.getuid?.() !== 0) chmodSync(closed, 0o500);
    await start('enter', '7');
    await saveTo(join(closed, 'body'));
    await terminal.shows(`${closed}/body: you may not write there`);
    await saveTo(join(folder, 'no/such/body'));
    await terminal.shows('no/such/body: there is no such folder');
  });

  test('knows the home folder, offers what was written before, and saves nothing after Esc', async () => {
    await start();
    const path = mkdtempSync(join(homedir(), '.dind-sniff-test-'));
    try {
      await saveTo(`${path.replace(homedir(), '~')}/capture`);
      await terminal.shows(/saved .* to ~/);
      expect(statSync(join(path, 'capture')).size).toBe(statSync(CAPTURE).size);
      terminal.press('w');
      await terminal.shows('save to capture.pcapng▏');
      terminal.press('up');
      await terminal.shows(/save to ~.*\/capture▏/);
      terminal.press('esc');
      await terminal.shows((screen) => !screen.includes('save to'));
    } finally {
      rmSync(path, { recursive: true });
    }
  });
});
