import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { schemaRecords } from '../../ndjson-schema.ts';
import { runBin } from '../run-bin.ts';

const BUILD = 'fixtures/classic-build/capture.pcapng';
const bytes = readFileSync(BUILD);
const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('ndjson', () => {
  const captures = readdirSync('fixtures')
    .filter((name) => statSync(join('fixtures', name)).isDirectory())
    .flatMap((name) =>
      readdirSync(join('fixtures', name))
        .filter((entry) => entry.startsWith('capture.'))
        .map((entry) => join('fixtures', name, entry)),
    );

  test.each(captures)('%s is as the schema says, in order', async (capture) => {
    const { code, stdout, stderr } = await runBin(['export', capture, '--format', 'ndjson', '--hash']);
    expect([code, stderr]).toEqual([0, '']);
    const records = schemaRecords(stdout);
    expect(records[0]?.type).toBe('capture');
    expect(records.at(-1)?.type).toBe('summary');
    const inner = records.slice(1, -1);
    for (const { type } of inner) expect(['connection', 'exchange']).toContain(type);
    const ids = (wanted: string): readonly number[] =>
      inner.filter(({ type }) => type === wanted).map(({ id }) => id as number);
    for (const kind of ['connection', 'exchange']) {
      const counted = Array.from({ length: ids(kind).length }, (_, index) => index + 1);
      expect(ids(kind).toSorted((one, other) => one - other)).toEqual(counted);
    }
  });

  test('secrets are masked, and written only when asked for', async () => {
    const args = ['export', 'fixtures/registry-config/capture.pcapng', '--format', 'ndjson'];
    const values = (ndjson: string): readonly unknown[] =>
      [...ndjson.matchAll(/"(?:X-Registry-Config|X-Registry-Auth)","([^"]*)"/g)].map(([, value]) => value);
    const masked = values((await runBin(args)).stdout);
    expect(new Set(masked)).toEqual(new Set(['••••']));
    const shown = values((await runBin([...args, '--show-secrets'])).stdout);
    expect(shown).toHaveLength(masked.length);
    expect(shown).not.toContain('••••');
  });
});

test('json is one document of the same exchanges', async () => {
  const { stdout } = await runBin(['export', BUILD, '--format', 'json']);
  const document = JSON.parse(stdout) as { exchanges: readonly unknown[]; summary: { exchanges: number } };
  expect(document.exchanges).toHaveLength(document.summary.exchanges);
});

test('text is in UTC whatever the zone', async () => {
  const args = ['export', BUILD, '--format', 'text'];
  const here = await runBin(args);
  const there = await runBin(args, { env: { TZ: 'Asia/Tokyo' } });
  expect(there.stdout).toBe(here.stdout);
  expect(here.stdout).toContain('X-Registry-Config: ');
});

describe('-Y', () => {
  const filtered = (filter: string) => runBin(['export', BUILD, '--format', 'ndjson', '-Y', filter]);

  test('only the exchanges that pass, and all that is about the capture', async () => {
    const all = schemaRecords((await runBin(['export', BUILD, '--format', 'ndjson'])).stdout);
    const { code, stdout, stderr } = await filtered('op == build and is error');
    expect([code, stderr]).toEqual([0, '']);
    const builds = all.filter(
      ({ type, summary }) => type === 'exchange' && String(summary).startsWith('build '),
    );
    const kept = schemaRecords(stdout);
    expect(kept.filter(({ type }) => type === 'exchange')).toEqual([builds[0]]);
    expect(kept.filter(({ type }) => type !== 'exchange')).toEqual(
      all.filter(({ type }) => type !== 'exchange'),
    );
  });

  test('nothing may pass, and everything may', async () => {
    expect((await filtered('"no such text"')).stdout).not.toContain('"exchange"');
    expect((await filtered('')).stdout).toBe((await runBin(['export', BUILD, '--format', 'ndjson'])).stdout);
  });

  test('a filter that is none is one line and exit code 2, before anything is read', async () => {
    const args = ['export', '/nonexistent', '--format', 'text', '-Y', 'stauts == 404'];
    expect(await runBin(args)).toEqual({
      code: 2,
      stdout: '',
      stderr: "dind-sniff: filter: unknown field 'stauts' at 1; did you mean 'status'?\n",
    });
  });
});

describe('pcapng', () => {
  const packets = (...args: readonly string[]) => runBin(['export', ...args, '--format', 'pcapng']);

  test('the packets of what passes, in a file for its owner alone', async () => {
    const part = join(folder, 'part.pcapng');
    const { code, stdout, stderr } = await packets(BUILD, '-Y', 'op == build and is error', '-o', part);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(
      /^dind-sniff: .*part\.pcapng: 1 call, 1 connection, \d+ packets; it holds every secret that was sent\n$/,
    );
    expect(statSync(part).mode & 0o777).toBe(0o600);
    const again = await runBin(['export', part, '--format', 'ndjson', '-Y', 'is error']);
    expect(schemaRecords(again.stdout).filter(({ type }) => type === 'exchange')).toHaveLength(1);
  });

  test.each([
    ['nothing passes', [BUILD, '-Y', '"no such text"'], 1, /no exchange passes, so nothing was written/],
    ['the capture comes once only', ['-'], 2, /the capture must be a file/],
    ['the filter is none', [BUILD, '-Y', 'op =='], 2, /filter: /],
  ])('where %s, one line says so', async (_, args, expected, words) => {
    const { code, stdout, stderr } = await packets(...args);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toMatch(words);
  });

  test('a terminal gets none', () => {
    const command = `node bin/dind-sniff.js export ${BUILD} --format pcapng`;
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8' });
    expect(stdout).toContain('packets are no text for a terminal; name a file with -o');
  });

  test('a cut capture gives what is there, and one warning', async () => {
    const cut = file('cut-part.pcapng', bytes.subarray(0, bytes.length - 1000));
    const { code, stderr } = await packets(cut, '-o', join(folder, 'cut-part-2.pcapng'));
    expect(code).toBe(0);
    expect(stderr).toMatch(/it was cut off\n.*it holds every secret that was sent\n$/);
  });
});

describe('input', () => {
  test('standard input is read as a file is', async () => {
    const piped = await runBin(['export', '-', '--format', 'text'], { input: bytes });
    expect(piped).toEqual(await runBin(['export', BUILD, '--format', 'text']));
  });

  test.each([
    ['missing', join(folder, 'missing'), /^dind-sniff: cannot read .*missing: there is no such file/],
    ['a directory', folder, /^dind-sniff: cannot read .*: it is a directory/],
    ['empty', file('empty', ''), /^dind-sniff: cannot read .*empty: the capture is empty\n$/],
    [
      'no capture',
      file('text', 'hello, world'),
      /^dind-sniff: cannot read .*text: not a pcap or pcapng capture/,
    ],
    ['an odd name', 'a\x1b[2Jb', /^dind-sniff: cannot read a[^\x1b]*b: there is no such file/],
  ])('%s: one line and exit code 1', async (_name, path, line) => {
    const { code, stdout, stderr } = await runBin(['export', path, '--format', 'ndjson']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  test('a trace only with --debug', async () => {
    const { code, stderr } = await runBin(['export', '/nonexistent', '--format', 'ndjson', '--debug']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/\n\s+at /);
  });

  test('a cut capture gives all before the cut, one warning, and exit code 0', async () => {
    const cut = file('cut.pcapng', bytes.subarray(0, bytes.length - 1000));
    const { code, stdout, stderr } = await runBin(['export', cut, '--format', 'ndjson']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^dind-sniff: warning: .*cut\.pcapng: the capture ends .*; it was cut off\n$/);
    const records = schemaRecords(stdout);
    expect(records.filter(({ type }) => type === 'exchange').length).toBeGreaterThan(0);
    expect(records.at(-1)).toMatchObject({ type: 'summary', issues: { 'capture/cut': 1 } });
  });
});

describe('-o', () => {
  test('writes a private file and prints nothing', async () => {
    const path = join(folder, 'out.ndjson');
    const ran = await runBin(['export', BUILD, '--format', 'ndjson', '-o', path]);
    expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toBe((await runBin(['export', BUILD, '--format', 'ndjson'])).stdout);
  });

  test('an input that cannot be read leaves an older file alone', async () => {
    const path = file('older', 'kept');
    const { code } = await runBin(['export', join(folder, 'missing'), '--format', 'ndjson', '-o', path]);
    expect([code, readFileSync(path, 'utf8')]).toEqual([1, 'kept']);
  });

  test('the capture itself is not overwritten', async () => {
    const path = file('self.pcapng', bytes);
    const { code, stderr } = await runBin(['export', path, '--format', 'ndjson', '-o', path]);
    expect([code, readFileSync(path).equals(bytes)]).toEqual([2, true]);
    expect(stderr).toContain('is the capture that is read');
  });
});

test('a reader that has had enough is no error', async () => {
  const ran = await runBin(['export', BUILD, '--format', 'ndjson'], {
    during: (child) => child.stdout?.destroy(),
  });
  expect([ran.code, ran.stderr]).toEqual([0, '']);
});

test.runIf(process.platform === 'linux')(
  'a full disk behind standard output is said in one line',
  async () => {
    const command = `"$0" bin/dind-sniff.js export ${BUILD} --format ndjson >/dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', command, process.execPath], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      1,
      'dind-sniff: cannot write standard output: no space left on the device\n',
    ]);
  },
);

describe('Ctrl-C', () => {
  test.each(['ndjson', 'json'])('%s is ended as at the end of a capture', async (format) => {
    const ran = await runBin(['export', '-', '--format', format], {
      during: (child) => {
        // What has come so far is written at once; then nothing more comes.
        child.stdin?.write(bytes);
        child.stdout?.once('data', () => child.kill('SIGINT'));
      },
    });
    expect([ran.code, ran.stderr]).toEqual([130, '']);
    if (format === 'json') JSON.parse(ran.stdout);
    else expect(schemaRecords(ran.stdout).at(-1)?.type).toBe('summary');
  });
});
