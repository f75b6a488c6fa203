import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runBin } from '../run-bin.ts';

const BUILD = 'fixtures/classic-build/capture.pcapng';
const scratch = mkdtempSync(join(tmpdir(), 'dind-sniff-extract-'));
afterAll(() => rmSync(scratch, { recursive: true }));
/** A folder that is not there yet. */
const folder = (): string => join(mkdtempSync(join(scratch, 'run-')), 'out');

interface Witness {
  readonly context: readonly {
    readonly request: number;
    readonly bodySha256: string;
    readonly entries: readonly {
      readonly path: string;
      readonly type: string;
      readonly sha256: string | null;
    }[];
  }[];
  readonly streams: readonly ({ readonly request: number } & Readonly<Record<string, unknown>>)[];
}
const witness = (scenario: string): Witness =>
  JSON.parse(readFileSync(`fixtures/${scenario}/witness.json`, 'utf8')) as Witness;
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const extract = (capture: string, exchange: number, out: string, ...more: string[]) =>
  runBin(['extract', capture, '--exchange', String(exchange), '--out', out, ...more]);

test.each(witness('classic-build').context)(
  'the files of a context are those that were sent',
  async (context) => {
    const out = folder();
    const { code, stdout, stderr } = await extract(BUILD, context.request + 1, out);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d+ files, \d+ folders, \d+ links, \d+ kB written to /);
    for (const { path, type, sha256: digest } of context.entries) {
      if (type === 'file') expect(sha256(join(out, path)), path).toBe(digest);
    }
  },
);

test('a body is written as it was sent', async () => {
  const out = folder();
  const [context] = witness('classic-build').context;
  await extract(BUILD, (context?.request ?? 0) + 1, out, '--what', 'request');
  expect(readdirSync(out)).toEqual(['request']);
  expect(sha256(join(out, 'request'))).toBe(context?.bodySha256);
  expect(statSync(join(out, 'request')).mode & 0o777).toBe(0o600);
});

describe('streams are those that the client read and wrote', () => {
  const parts = ['run', 'attach', 'exec', 'logs'].flatMap((scenario) =>
    witness(scenario).streams.flatMap((streams) =>
      (['stdin', 'stdout', 'stderr', 'raw'] as const).flatMap((part) => {
        const stream = streams[part] as { bytes: number; sha256: string } | null | undefined;
        return stream == null || stream.bytes === 0
          ? []
          : [{ scenario, exchange: streams.request + 1, part, stream }];
      }),
    ),
  );

  test.each(parts)('$scenario, exchange $exchange: $part', async ({ scenario, exchange, part, stream }) => {
    const out = folder();
    const capture = readdirSync(`fixtures/${scenario}`).find((name) => name.startsWith('capture.'));
    const { code, stderr } = await extract(`fixtures/${scenario}/${capture}`, exchange, out, '--what', part);
    expect([code, stderr]).toEqual([0, '']);
    expect([statSync(join(out, part)).size, sha256(join(out, part))]).toEqual([stream.bytes, stream.sha256]);
  });
});

describe('what is there already', () => {
  test('stays, is named, and makes exit code 1; --force replaces it', async () => {
    const out = folder();
    expect((await extract(BUILD, 2, out)).code).toBe(0);
    writeFileSync(join(out, 'Dockerfile'), 'mine');
    const { code, stderr } = await extract(BUILD, 2, out);
    expect(code).toBe(1);
    expect(stderr).toContain('dind-sniff: not written: Dockerfile: it exists; --force replaces it\n');
    expect(readFileSync(join(out, 'Dockerfile'), 'utf8')).toBe('mine');
    expect((await extract(BUILD, 2, out, '--force')).code).toBe(0);
    expect(readFileSync(join(out, 'Dockerfile'), 'utf8')).not.toBe('mine');
  });

  test('the same for a body', async () => {
    const out = folder();
    expect((await extract(BUILD, 2, out, '--what', 'response')).code).toBe(0);
    const again = await extract(BUILD, 2, out, '--what', 'response');
    expect([again.code, again.stderr]).toEqual([
      1,
      `dind-sniff: cannot write response to ${out}: it exists; --force replaces it\n`,
    ]);
  });
});

describe('what cannot be had is said in one line, and nothing is made', () => {
  test.each([
    ['no such exchange', 99, [], 1, 'there is no exchange 99 in .*, which has 8 exchanges'],
    ['an exchange without files', 8, [], 1, 'exchange 8 \\(.*\\) has no files; --what can be response'],
    [
      'an exchange without anything',
      1,
      [],
      1,
      'exchange 1 \\(ping\\) has no files; it has no content at all',
    ],
    ['no number', 0, [], 2, "option '--exchange <n>' argument '0' is invalid"],
    ['no such part', 2, ['--what', 'soul'], 2, "option '--what <part>' argument 'soul' is invalid"],
  ])('%s', async (_name, exchange, more, code, message) => {
    const out = folder();
    const ran = await extract(BUILD, exchange, out, ...more);
    expect([ran.code, ran.stdout, existsSync(out)]).toEqual([code, '', false]);
    expect(ran.stderr).toMatch(new RegExp(`^dind-sniff: ${message}.*\n$`));
  });

  test('a folder that cannot be', async () => {
    const { code, stderr } = await extract(BUILD, 2, join('package.json', 'x'));
    expect([code, stderr]).toEqual([
      1,
      'dind-sniff: cannot write package.json/x: a part of its path is no directory\n',
    ]);
  });
});
